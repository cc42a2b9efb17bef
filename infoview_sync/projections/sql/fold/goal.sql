-- Goals: the latest number for each activity.

DELETE FROM goal
WHERE subject IN (SELECT subject FROM touched WHERE kind = 'goal');

INSERT INTO goal (subject, activity, per_week, place)
SELECT e.subject,
  e.body ->> '$.data.activity',
  CAST(substr(max(e.place || (e.body ->> '$.data.per_week')), 33) AS INTEGER),
  max(e.place)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'goal'
  AND e.type = 'goal.set'
  AND json_type(e.body, '$.data.activity') = 'text'
  AND json_type(e.body, '$.data.per_week') = 'integer'
GROUP BY e.subject, e.body ->> '$.data.activity';
