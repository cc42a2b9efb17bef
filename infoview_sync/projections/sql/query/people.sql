-- Everyone, with the stage at :now (ms); :archived 1 shows the archived too. By id, because putting
-- names in order takes as long as all the rest, and SQL would put Élodie after Zoe: whoever shows
-- people does it by the alphabet.
SELECT c.id, c.name, c.org, c.title, c.archived,
  CASE
    WHEN s.two_way_at < :now
      AND (SELECT d.from_at FROM dormancy d WHERE d.contact = c.id) < :now THEN 'dormant'
    ELSE s.stage
  END AS stage,
  c.added_at, s.contact_at AS last_contact_at,
  c.tags
FROM contact c
JOIN standing s ON s.contact = c.id
WHERE :archived OR NOT c.archived
ORDER BY c.id;
