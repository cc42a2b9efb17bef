-- What is known of every contact, notes and tags included, for comparing an import with.
SELECT c.id, c.name, c.org, c.title, c.emails, c.phones, c.urls, c.location, c.connected_on, c.notes, c.tags
FROM contact c
ORDER BY c.id;
