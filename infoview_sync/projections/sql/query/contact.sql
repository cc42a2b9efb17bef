-- One contact with every field, tags and stage; :id.
SELECT c.id, c.name, c.org, c.title, c.emails, c.phones, c.urls, c.location, c.source,
  c.met_through, c.notes, c.connected_on, c.attitude, c.archived, c.added_at, s.stage,
  (SELECT json_group_array(g.tag) FROM contact_tag g WHERE g.contact = c.id) AS tags
FROM contact c
JOIN contact_stage s ON s.contact = c.id
WHERE c.id = :id;
