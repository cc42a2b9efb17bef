-- Measure 9, the streak (docs/audit.md): consecutive weeks that reached every goal, or, without a
-- goal, that hold any activity, ending this week (that of :today) or last week. A week under way that
-- is not there yet breaks nothing.
WITH done AS (
  SELECT a.day - (a.day + 3) % 7 AS week, a.activity, count(*) AS count
  FROM act a
  WHERE a.at <= :now
  GROUP BY a.day - (a.day + 3) % 7, a.activity
),
-- The latest word on each goal, whichever subject it was said of.
aim AS (
  SELECT g.activity, CAST(substr(max(g.place || g.per_week), 33) AS INTEGER) AS per_week
  FROM goal g
  WHERE g.activity IN (
    'sends', 'follow_ups', 'interviews', 'thanks', 'touches', 'referrals_pursued'
  )
  GROUP BY g.activity
),
qualified AS (
  SELECT w.week, w.week - 7 * row_number() OVER (ORDER BY w.week) AS run
  FROM (SELECT DISTINCT d.week FROM done d) w
  WHERE w.week <= :today - (:today + 3) % 7
    AND NOT EXISTS (
      SELECT 1
      FROM aim m
      LEFT JOIN done d ON d.week = w.week AND d.activity = m.activity
      WHERE m.per_week > 0 AND coalesce(d.count, 0) < m.per_week
    )
)
SELECT count(*) AS weeks
FROM qualified q
WHERE q.run = (
  SELECT l.run
  FROM qualified l
  WHERE l.week >= :today - (:today + 3) % 7 - 7
  ORDER BY l.week DESC
  LIMIT 1
);
