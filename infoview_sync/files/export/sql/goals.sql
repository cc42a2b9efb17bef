-- The weekly goals, with whatever was set last for each activity.
SELECT activity, CAST(substr(max(place || per_week), 33) AS INTEGER) AS per_week
FROM goal
GROUP BY activity
ORDER BY activity;
