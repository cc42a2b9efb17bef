-- One contact with every field, tags, cadence and the stage at :now (ms); :id. Somebody who was
-- merged is asked for by whom they are shown as: query/survivor.sql.
WITH last AS (
  SELECT max(t.at) AS at, max(CASE WHEN t.two_way THEN t.at END) AS two_way_at
  FROM contact_time t
  WHERE t.contact = :id
)
SELECT c.id, c.name, c.org, c.title, c.emails, c.phones, c.urls, c.location, c.source,
  c.met_through, c.notes, c.connected_on, c.attitude, c.archived, c.added_at,
  CASE
    WHEN l.two_way_at + e.every_days * 86400000 < :now
      AND coalesce(e.paused_until, 0) <= :now
      AND s.stage IN ('thanked', 'referral_pursued', 'reported_back', 'keep_in_touch')
      THEN 'dormant'
    ELSE s.stage
  END AS stage,
  s.interview AS stage_interview, s.outreach AS stage_outreach,
  (SELECT json_group_array(g.tag) FROM contact_tag g WHERE g.contact = c.id) AS tags,
  e.every_days, e.paused_until, c.cadence_state, l.at AS last_contact_at,
  l.two_way_at AS last_two_way_at
FROM contact c
CROSS JOIN last l
JOIN contact_stage s ON s.contact = c.id
JOIN cadence e ON e.contact = c.id
WHERE c.id = :id;
