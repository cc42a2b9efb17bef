-- What is known of each contact that is no address; the stage is query/people's.
SELECT c.id AS contact, c.name, c.source, c.met_through, c.connected_on, c.attitude, c.archived,
  c.added_at, l.at AS last_contact_at, l.two_way_at AS last_two_way_at,
  e.every_days AS keep_in_touch_days
FROM contact c
JOIN cadence e ON e.contact = c.id
LEFT JOIN last_contact l ON l.contact = c.id
ORDER BY c.name, c.id;
