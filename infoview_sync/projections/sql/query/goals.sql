-- The weekly goals: the latest number for each activity, those of zero left out.
SELECT activity, per_week
FROM (
  SELECT activity, CAST(substr(max(place || per_week), 33) AS INTEGER) AS per_week
  FROM goal
  GROUP BY activity
)
WHERE per_week > 0
ORDER BY activity;
