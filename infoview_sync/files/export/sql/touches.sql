-- Every other contact, oldest first.
SELECT t.id, t.contact, c.name, t.direction, t.channel, t.text, t.at AS happened_at
FROM touch t
LEFT JOIN contact c ON c.id = t.contact
ORDER BY t.at, t.id;
