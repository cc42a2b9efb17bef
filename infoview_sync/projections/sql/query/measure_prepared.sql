-- Measure 11 (docs/audit.md): interviews ended in [:from, :until) for which enough questions stood
-- ready before the start; and by how much they overran, the median in seconds.
WITH cohort AS (
  SELECT i.id, coalesce(i.started_at, i.starts_at) AS start,
    (i.actual_minutes - i.planned_minutes) * 60 AS overrun
  FROM interview i
  WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
),
timed AS (
  SELECT c.overrun, row_number() OVER (ORDER BY c.overrun) AS place, count(*) OVER () AS n
  FROM cohort c
  WHERE c.overrun IS NOT NULL
)
SELECT
  count(
    CASE
      WHEN (
        SELECT count(*)
        FROM question q
        WHERE q.interview = c.id AND NOT q.removed AND q.prepared_at < c.start
      ) >= (SELECT m.value FROM norm m WHERE m.name = 'questions_min')
        THEN 1
    END
  ) AS hits,
  count(c.id) AS n,
  count(c.overrun) AS overrun_n,
  (
    SELECT sum(t.overrun) / count(*)
    FROM timed t
    WHERE t.place IN ((t.n + 1) / 2, (t.n + 2) / 2)
  ) AS overrun_s
FROM cohort c;
