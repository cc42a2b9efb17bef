-- Who writes the logs. A device speaks for itself: its subject is its own log.

DELETE FROM device
WHERE log IN (SELECT subject FROM touched WHERE kind = 'device');

INSERT INTO device (log, name, form, added_at, revoked)
SELECT e.subject,
  coalesce(substr(max(e.place || (e.body ->> '$.data.name')), 33), ''),
  coalesce(substr(max(e.place || (e.body ->> '$.data.form')), 33), ''),
  min(CASE WHEN e.type = 'device.added' THEN e.occurred_at END),
  max(e.type = 'device.revoked')
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'device' AND e.type IN ('device.added', 'device.renamed', 'device.revoked')
GROUP BY e.subject
HAVING max(e.type = 'device.added');
