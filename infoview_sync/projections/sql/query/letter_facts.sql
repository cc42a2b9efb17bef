-- What a letter to :contact can be filled from and the coach compares it with, latest first.
-- `about` is the id of the thing, or a name; a referrer may be named only if `allowed` is 1.
SELECT 'referrer' AS kind, f.id AS about, f.name AS text, r.received_at AS at, NULL AS interview,
  coalesce(r.may_use_name, 0) AS allowed
FROM referral r
JOIN contact f ON f.id = r."from"
WHERE r."to" = :contact
UNION ALL
SELECT 'referred', r.id, coalesce(t.name, r.name_only), r.received_at, r.interview, 1
FROM referral r
LEFT JOIN contact t ON t.id = r."to"
WHERE r."from" = :contact AND coalesce(t.name, r.name_only) IS NOT NULL
UNION ALL
SELECT 'insight', n.id, n.text, n.captured_at, n.interview, 1
FROM insight n
WHERE n.contact = :contact
  OR n.interview IN (SELECT i.id FROM interview i WHERE i.contact = :contact)
UNION ALL
SELECT 'note', n.id, n.text, n.taken_at, n.interview, 1
FROM interview i
JOIN note n ON n.interview = i.id
WHERE i.contact = :contact
UNION ALL
SELECT 'answer', q.id, q.answer, q.asked_at, q.interview, 1
FROM interview i
JOIN question q ON q.interview = i.id
WHERE i.contact = :contact AND NOT q.removed AND coalesce(q.answer, '') <> ''
UNION ALL
SELECT 'advice', a.id, a.text, a.received_at, a.interview, 1
FROM advice a
WHERE a.contact = :contact
UNION ALL
SELECT 'norm', m.name, CAST(m.value AS TEXT), 0, NULL, 1
FROM norm m
UNION ALL
SELECT 'preference', p.name, p.value, 0, NULL, 1
FROM preference p
ORDER BY kind, at DESC, about DESC;
