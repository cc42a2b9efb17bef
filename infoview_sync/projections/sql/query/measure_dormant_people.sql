-- Measure 7 (docs/audit.md), person by person: the dormant at :now, longest silence first, with
-- whole days since the last two-way contact.
SELECT c.id AS contact, c.name, s.two_way_at AS last_at, e.every_days,
  (:now - s.two_way_at) / 86400000 AS days_since
FROM contact c
JOIN standing s ON s.contact = c.id
JOIN cadence e ON e.contact = c.id
WHERE NOT c.archived
  AND s.interviewed
  AND :now - s.two_way_at > e.every_days * 86400000
  AND (e.paused_until IS NULL OR :now >= e.paused_until)
ORDER BY s.two_way_at, c.name, c.id;
