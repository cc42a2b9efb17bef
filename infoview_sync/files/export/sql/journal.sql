-- What the user wrote for themselves, oldest first.
SELECT j.id, j.contact, c.name, j.interview, j.text, j.written_at
FROM journal j
LEFT JOIN contact c ON c.id = j.contact
ORDER BY j.written_at, j.id;
