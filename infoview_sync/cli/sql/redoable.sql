-- The undo that this device said last and that still counts. :log is this device's.
SELECT e.log, e.seq
FROM event e
JOIN retracted r ON r.subject = e.subject
  AND r.log = e.body ->> '$.data.log'
  AND r.seq = e.body ->> '$.data.seq'
WHERE e.log = :log AND e.type = 'event.retracted'
ORDER BY e.seq DESC
LIMIT 1;
