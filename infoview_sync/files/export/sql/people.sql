-- The address book, in the columns that our own importer reads back.
SELECT c.name, c.org AS organisation, c.title AS job_title, c.emails AS "e-mail", c.phones AS phone,
  c.urls AS url, c.location, c.notes, c.tags
FROM contact c
ORDER BY c.name, c.id;
