-- Measure 4 (docs/audit.md): of the interviews ended in [:from, :until), the median time to the first
-- thank-you in ms (whole seconds, so the mean of two is whole), how many were sent and how many not.
WITH cohort AS (
  SELECT i.thanked_at - i.ended_at AS ms
  FROM interview i
  WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
),
sent AS (
  SELECT c.ms, row_number() OVER (ORDER BY c.ms) AS place, count(*) OVER () AS n
  FROM cohort c
  WHERE c.ms IS NOT NULL
)
SELECT
  (
    SELECT sum(s.ms) / count(*)
    FROM sent s
    WHERE s.place IN ((s.n + 1) / 2, (s.n + 2) / 2)
  ) AS median_ms,
  count(c.ms) AS n,
  count(*) - count(c.ms) AS unsent
FROM cohort c;
