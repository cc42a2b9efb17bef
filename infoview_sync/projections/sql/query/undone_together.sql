-- What the undo :log, :seq took back in one go and is still undone, in the order of the events; not
-- what was erased since, which is about nothing any longer.
-- Events said together have clocks as far apart as their numbers are (clock.next_hlc).
SELECT t.log, t.seq, t.type, t.subject, 1 AS retracted
FROM event u
JOIN event e ON e.log = u.log
  AND e.type = 'event.retracted'
  AND e.occurred_at = u.occurred_at
  AND e.hlc - e.seq = u.hlc - u.seq
JOIN retracted r ON r.subject = e.subject
  AND r.log = e.body ->> '$.data.log'
  AND r.seq = e.body ->> '$.data.seq'
JOIN event t ON t.log = r.log AND t.seq = r.seq AND t.subject = r.subject
WHERE u.log = :log AND u.seq = :seq
ORDER BY t.log, t.seq;
