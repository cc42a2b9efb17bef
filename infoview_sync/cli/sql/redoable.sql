-- The undo that this device said last and that still counts. :log is this device's. Of what was
-- erased by a forgetting the undo is still there, but what it took back is about nothing any longer.
SELECT e.log, e.seq
FROM event e
JOIN retracted r ON r.subject = e.subject
  AND r.log = e.body ->> '$.data.log'
  AND r.seq = e.body ->> '$.data.seq'
JOIN event t ON t.log = r.log AND t.seq = r.seq AND t.subject = r.subject
WHERE e.log = :log AND e.type = 'event.retracted'
ORDER BY e.seq DESC
LIMIT 1;
