-- Who writes the logs, by which keys they are known, and which were cut off. A device speaks for
-- itself: its subject is its own log, and only there do its keys stand. Read from all events, not
-- from the live ones: no undo lets a device in again, or takes its keys away.

DELETE FROM device
WHERE log IN (SELECT subject FROM touched WHERE kind = 'device');

DELETE FROM vouched
WHERE log IN (SELECT subject FROM touched WHERE kind = 'device');

INSERT INTO device (
  log, name, form, added_at, revoked, public_key, agreement_key, approved_by, last_seq
)
SELECT e.subject,
  coalesce(substr(max(l.place || (l.body ->> '$.data.name')), 33), ''),
  coalesce(substr(max(l.place || (l.body ->> '$.data.form')), 33), ''),
  coalesce(min(CASE WHEN e.type = 'device.added' THEN e.occurred_at END), min(e.occurred_at)),
  max(e.type = 'device.revoked'),
  k.public_key,
  k.agreement_key,
  k.approved_by,
  max(
    CASE WHEN e.type = 'device.revoked'
      THEN CASE WHEN json_type(e.body, '$.data.last_seq') = 'integer'
        THEN e.body ->> '$.data.last_seq' ELSE 0 END
    END
  )
FROM touched t
CROSS JOIN event e ON e.subject = t.subject
LEFT JOIN live l ON l.log = e.log AND l.seq = e.seq
LEFT JOIN (
  -- SQLite takes the other columns from the row of the one min().
  SELECT o.log, min(o.seq) AS seq, o.body ->> '$.data.public_key' AS public_key,
    o.body ->> '$.data.agreement_key' AS agreement_key,
    o.body ->> '$.data.approved_by' AS approved_by
  FROM touched w
  CROSS JOIN event o ON o.subject = w.subject
  WHERE w.kind = 'device' AND o.log = o.subject AND o.type = 'device.added'
    AND json_type(o.body, '$.data.public_key') = 'text'
    AND json_type(o.body, '$.data.agreement_key') = 'text'
  GROUP BY o.log
) k ON k.log = e.subject
WHERE t.kind = 'device' AND e.type IN ('device.added', 'device.renamed', 'device.revoked')
GROUP BY e.subject
HAVING max(e.type IN ('device.added', 'device.revoked'));

INSERT INTO vouched (log, voucher, last_seq)
SELECT e.subject, e.log, max(e.body ->> '$.data.last_seq')
FROM touched t
CROSS JOIN event e ON e.subject = t.subject
WHERE t.kind = 'device' AND e.type = 'log.vouched'
  AND json_type(e.body, '$.data.last_seq') = 'integer'
GROUP BY e.subject, e.log;
