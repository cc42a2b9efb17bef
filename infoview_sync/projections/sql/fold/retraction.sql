-- Which events an undo has taken out; the latest word (retracted or restored) on each wins.

DELETE FROM retracted
WHERE subject IN (SELECT subject FROM touched WHERE kind = 'retraction');

INSERT INTO retracted (subject, log, seq)
SELECT subject, target_log, target_seq
FROM (
  SELECT e.subject,
    e.body ->> '$.data.log' AS target_log,
    e.body ->> '$.data.seq' AS target_seq,
    max(printf('%s%s%016d%s', e.hlc, e.log, e.seq, e.type)) AS latest
  FROM touched t
  CROSS JOIN event e ON e.subject = t.subject
  WHERE t.kind = 'retraction' AND e.type IN ('event.retracted', 'event.restored')
  GROUP BY e.subject, target_log, target_seq
)
WHERE substr(latest, 49) = 'event.retracted'
  AND typeof(target_log) = 'text'
  AND typeof(target_seq) = 'integer';

-- Whatever else the events of these subjects build must be computed again.
INSERT OR IGNORE INTO touched (kind, subject)
SELECT k.kind, e.subject
FROM touched t
CROSS JOIN event e ON e.subject = t.subject
JOIN kind_of k ON k.type = e.type
WHERE t.kind = 'retraction';
