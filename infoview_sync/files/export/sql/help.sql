-- What was done for people in return, oldest first.
SELECT h.id, h.contact, c.name, h.text, h.given_at
FROM help h
LEFT JOIN contact c ON c.id = h.contact
ORDER BY h.given_at, h.id;
