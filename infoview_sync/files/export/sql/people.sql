-- The address book, in the columns that our own importer reads back.
SELECT c.name, c.org AS organisation, c.title AS job_title, c.emails AS "e-mail", c.phones AS phone,
  c.urls AS url, c.location, c.notes,
  (SELECT json_group_array(g.tag) FROM contact_tag g WHERE g.contact = c.id) AS tags
FROM contact c
ORDER BY c.name, c.id;
