-- One contact with every field, tags, cadence and the stage at :now (ms); :id. Somebody who was
-- merged is asked for by whom they are shown as: query/survivor.sql.
SELECT c.id, c.name, c.org, c.title, c.emails, c.phones, c.urls, c.location, c.source,
  c.met_through, c.notes, c.connected_on, c.attitude, c.archived, c.added_at,
  CASE
    WHEN s.two_way_at < :now
      AND (SELECT d.from_at FROM dormancy d WHERE d.contact = c.id) < :now THEN 'dormant'
    ELSE s.stage
  END AS stage,
  s.interview AS stage_interview, s.outreach AS stage_outreach,
  c.tags,
  e.every_days, e.paused_until, c.cadence_state, s.contact_at AS last_contact_at,
  s.two_way_at AS last_two_way_at
FROM contact c
JOIN standing s ON s.contact = c.id
JOIN cadence e ON e.contact = c.id
WHERE c.id = :id;
