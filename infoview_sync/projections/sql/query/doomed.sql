-- The events that still hold words of what was forgotten: those about it, the merges that copied its
-- words to somebody else, and what took it for the one whom a referral names. Of these last two only
-- such as are about :subjects (a JSON array; NULL for everybody), because no index finds them.
-- The first event that says who named somebody stays, though it took them for the one named: without
-- it the referral between two others were gone. It holds their id, and at most for whom they work.
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
WHERE m.type = 'text'
  AND (e.log, e.seq) IS NOT (
    SELECT o.log, o.seq
    FROM event o
    WHERE o.subject = e.subject
      AND o.type = 'referral.received'
      AND json_type(o.body, '$.data.from') = 'text'
    ORDER BY o.hlc, o.log, o.seq
    LIMIT 1
  );
