-- The events that still hold words of what was forgotten: those about it, the merges that copied its
-- words to somebody else, and what took it for the one whom a referral names. Of these last two only
-- such as are about :subjects (a JSON array; NULL for everybody), because no index finds them.
SELECT e.log, e.seq, e.type, e.subject, CAST(e.body AS BLOB) AS body
FROM (SELECT DISTINCT subject FROM forgotten) f
CROSS JOIN erasable e ON e.subject = f.subject
UNION
SELECT e.log, e.seq, e.type, e.subject, CAST(e.body AS BLOB)
FROM (
  SELECT a.log, a.seq, a.type, a.subject, a.body FROM erasable a WHERE :subjects IS NULL
  UNION ALL
  SELECT a.log, a.seq, a.type, a.subject, a.body
  FROM json_each(:subjects) s
  CROSS JOIN erasable a ON a.subject = s.value
) e
JOIN json_each(
  CASE e.type WHEN 'contacts.merged' THEN e.body -> '$.data.merged' ELSE e.body -> '$.data.to' END
) m
JOIN forgotten f ON f.subject = m.value
WHERE m.type = 'text';
