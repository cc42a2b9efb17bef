-- Everyone, by name, with the stage at :now (ms); :archived 1 shows the archived too.
SELECT c.id, c.name, c.org, c.title, c.archived,
  CASE
    WHEN z.dormant_after < :now
      AND s.stage IN ('thanked', 'referral_pursued', 'reported_back', 'keep_in_touch')
      THEN 'dormant'
    ELSE s.stage
  END AS stage,
  c.added_at, l.at AS last_contact_at,
  (SELECT json_group_array(g.tag) FROM contact_tag g WHERE g.contact = c.id) AS tags
FROM contact c
JOIN contact_stage s ON s.contact = c.id
LEFT JOIN last_contact l ON l.contact = c.id
LEFT JOIN sleeping z ON z.contact = c.id
WHERE :archived OR NOT c.archived
ORDER BY c.name, c.id;
