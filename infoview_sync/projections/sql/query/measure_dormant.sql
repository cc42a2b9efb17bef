-- Measure 7 (docs/audit.md): people once interviewed, and with whom there has been no two-way contact
-- for longer than their cadence at :now; beside them those with whom there never was any.
SELECT
  count(
    CASE
      WHEN s.interviewed
        AND :now - s.two_way_at > e.every_days * 86400000
        AND (e.paused_until IS NULL OR :now >= e.paused_until) THEN 1
    END
  ) AS dormant,
  count(CASE WHEN s.interviewed THEN 1 END) AS n,
  count(CASE WHEN s.two_way_at IS NULL THEN 1 END) AS never_touched
FROM contact c
JOIN standing s ON s.contact = c.id
JOIN cadence e ON e.contact = c.id
WHERE NOT c.archived;
