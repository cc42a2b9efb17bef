-- Measure 7 (docs/audit.md): people once interviewed, and with whom there has been no two-way contact
-- for longer than their cadence at :now; beside them those with whom there never was any.
WITH person AS MATERIALIZED (
  SELECT c.id AS contact, l.two_way_at,
    EXISTS (
      SELECT 1
      FROM interview i
      WHERE i.contact = c.id AND i.status = 'completed' AND i.ended_at IS NOT NULL
    ) AS interviewed
  FROM contact c
  LEFT JOIN last_contact l ON l.contact = c.id
  WHERE NOT c.archived
)
SELECT
  (
    SELECT count(*)
    FROM person p
    JOIN cadence e ON e.contact = p.contact
    WHERE p.interviewed
      AND :now - p.two_way_at > e.every_days * 86400000
      AND (e.paused_until IS NULL OR :now >= e.paused_until)
  ) AS dormant,
  count(CASE WHEN p.interviewed THEN 1 END) AS n,
  count(CASE WHEN p.two_way_at IS NULL THEN 1 END) AS never_touched
FROM person p;
