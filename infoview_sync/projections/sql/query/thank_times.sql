-- Each interview that ended in [:from, :until) and how long its first thank-you took (ms; NULL: none
-- yet): the dots of the audit's chart.
SELECT i.id AS interview, i.contact, c.name, i.ended_at, i.ended_day,
  i.thanked_at - i.ended_at AS ms
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
ORDER BY i.ended_at, i.id;
