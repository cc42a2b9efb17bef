-- The events about what was forgotten that still hold their words.
SELECT e.log, e.seq, e.type, e.subject, CAST(e.body AS BLOB) AS body
FROM (SELECT DISTINCT subject FROM forgotten) f
CROSS JOIN erasable e ON e.subject = f.subject;
