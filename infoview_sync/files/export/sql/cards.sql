-- The same people for a card each, with their ids.
SELECT c.id, c.name, c.org, c.title, c.emails, c.phones, c.urls, c.location, c.notes, c.tags
FROM contact c
ORDER BY c.name, c.id;
