-- The same people for a card each, with their ids.
SELECT c.id, c.name, c.org, c.title, c.emails, c.phones, c.urls, c.location, c.notes,
  (SELECT json_group_array(g.tag) FROM contact_tag g WHERE g.contact = c.id) AS tags
FROM contact c
ORDER BY c.name, c.id;
