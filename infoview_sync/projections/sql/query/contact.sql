-- One contact with every field, tags, cadence and the stage at :now (ms); :id may be that of
-- somebody who was merged into them.
SELECT c.id, c.name, c.org, c.title, c.emails, c.phones, c.urls, c.location, c.source,
  c.met_through, c.notes, c.connected_on, c.attitude, c.archived, c.added_at,
  CASE
    WHEN z.dormant_after < :now
      AND s.stage IN ('thanked', 'referral_pursued', 'reported_back', 'keep_in_touch')
      THEN 'dormant'
    ELSE s.stage
  END AS stage,
  s.interview AS stage_interview, s.outreach AS stage_outreach,
  (SELECT json_group_array(g.tag) FROM contact_tag g WHERE g.contact = c.id) AS tags,
  e.every_days, e.paused_until, c.cadence_state,
  l.at AS last_contact_at, l.two_way_at AS last_two_way_at
FROM contact c
JOIN contact_stage s ON s.contact = c.id
JOIN cadence e ON e.contact = c.id
LEFT JOIN last_contact l ON l.contact = c.id
LEFT JOIN sleeping z ON z.contact = c.id
WHERE c.id = coalesce((SELECT a.survivor FROM alias a WHERE a.contact = :id), :id);
