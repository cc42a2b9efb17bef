-- Every question, in asking order.
SELECT q.id, q.interview, c.name, i.starts_at AS interview_at, q.rank, q.category, q.text,
  q.prepared_at, q.asked_at, q.answer
FROM question q
LEFT JOIN interview i ON i.id = q.interview
LEFT JOIN contact c ON c.id = i.contact
WHERE NOT q.removed
ORDER BY i.starts_at, q.interview, q.rank, q.prepared_at, q.id;
