-- Settings: the latest value of each name.

DELETE FROM setting
WHERE subject IN (SELECT subject FROM touched WHERE kind = 'setting');

INSERT INTO setting (subject, name, value, place)
SELECT e.subject,
  e.body ->> '$.data.name',
  substr(max(e.place || (e.body ->> '$.data.value')), 33),
  max(e.place)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'setting'
  AND e.type = 'setting.changed'
  AND json_type(e.body, '$.data.name') = 'text'
  AND json_type(e.body, '$.data.value') IN ('text', 'integer')
GROUP BY e.subject, e.body ->> '$.data.name';
