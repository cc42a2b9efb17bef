-- Everyone, by name, with the stage and the latest event of substance; :archived 1 shows all.
SELECT c.id, c.name, c.org, c.title, c.archived, s.stage, c.added_at
FROM contact c
JOIN contact_stage s ON s.contact = c.id
WHERE :archived OR NOT c.archived
ORDER BY c.name, c.id;
