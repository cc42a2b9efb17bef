-- What is known of each contact that is no address; the stage is query/people's.
SELECT c.id AS contact, c.name, c.source, c.met_through, c.connected_on, c.attitude, c.archived,
  c.added_at, s.contact_at AS last_contact_at, s.two_way_at AS last_two_way_at,
  e.every_days AS keep_in_touch_days
FROM contact c
JOIN cadence e ON e.contact = c.id
JOIN standing s ON s.contact = c.id
ORDER BY c.name, c.id;
