-- Every note, oldest first.
SELECT n.id, n.interview, i.contact, c.name, i.starts_at AS interview_at, n.taken_at, n.text
FROM note n
LEFT JOIN interview i ON i.id = n.interview
LEFT JOIN contact c ON c.id = i.contact
ORDER BY n.taken_at, n.id;
