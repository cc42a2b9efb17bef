-- How much there is in the log, week by week: the ground on which the time machine's slider moves.
-- `week`: since the Monday before 1970, UTC. By when it happened, or, with :recorded 1, by when it
-- was recorded.
SELECT (at / 86400000 + 3) / 7 AS week, count(*) AS events
FROM (
  SELECT CASE WHEN :recorded THEN e.hlc / 1024 ELSE e.occurred_at END AS at
  FROM event e
  WHERE e.type <> ''
)
GROUP BY week
ORDER BY week;
