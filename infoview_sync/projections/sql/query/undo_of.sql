-- The latest undo of one event: which log and number it has itself.
SELECT e.log, e.seq
FROM event e
WHERE e.subject = :subject
  AND e.type = 'event.retracted'
  AND e.body ->> '$.data.log' = :log
  AND e.body ->> '$.data.seq' = :seq
ORDER BY e.hlc DESC, e.log DESC
LIMIT 1;
