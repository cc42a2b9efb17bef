-- Everyone, by name, with the stage at :now (ms); :archived 1 shows the archived too. Dormant is
-- who was thanked once and gave no sign for longer than the cadence.
SELECT c.id, c.name, c.org, c.title, c.archived,
  CASE
    WHEN s.stage IN ('thanked', 'referral_pursued', 'reported_back', 'keep_in_touch')
      AND EXISTS (
        SELECT 1
        FROM cadence e
        WHERE e.contact = c.id
          AND s.two_way_at + e.every_days * 86400000 < :now
          AND coalesce(e.paused_until, 0) <= :now
      )
      THEN 'dormant'
    ELSE s.stage
  END AS stage,
  c.added_at, s.contact_at AS last_contact_at,
  (SELECT json_group_array(g.tag) FROM contact_tag g WHERE g.contact = c.id) AS tags
FROM contact c
JOIN standing s ON s.contact = c.id
WHERE :archived OR NOT c.archived
ORDER BY c.name, c.id;
