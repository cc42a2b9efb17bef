-- What was done for people in return, latest first; :contact NULL means for anybody.
SELECT h.id, h.contact, c.name, h.text, h.given_at
FROM help h
LEFT JOIN contact c ON c.id = h.contact
WHERE :contact IS NULL OR h.contact = :contact
ORDER BY h.given_at DESC, h.id DESC;
