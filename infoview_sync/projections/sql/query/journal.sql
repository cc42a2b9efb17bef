-- What the user wrote down for themselves, latest first; :contact NULL means all.
SELECT j.id, j.contact, c.name, j.interview, j.text, j.written_at
FROM journal j
LEFT JOIN contact c ON c.id = j.contact
WHERE :contact IS NULL OR j.contact = :contact
ORDER BY j.written_at DESC, j.id DESC;
