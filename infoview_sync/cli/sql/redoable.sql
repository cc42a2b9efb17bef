-- The event that this device undid last and that is still undone. :log is this device's.
SELECT e.body ->> '$.data.log' AS log, e.body ->> '$.data.seq' AS seq
FROM event e
JOIN retracted r ON r.subject = e.subject
  AND r.log = e.body ->> '$.data.log'
  AND r.seq = e.body ->> '$.data.seq'
WHERE e.log = :log AND e.type = 'event.retracted'
ORDER BY e.seq DESC
LIMIT 1;
