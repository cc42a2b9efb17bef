-- Other contact, latest first; :contact NULL means with anybody.
SELECT t.id, t.contact, c.name, t.direction, t.channel, t.text, t.at
FROM touch t
LEFT JOIN contact c ON c.id = t.contact
WHERE :contact IS NULL OR t.contact = :contact
ORDER BY t.at DESC, t.id DESC;
