-- Notes from interviews.

DELETE FROM note
WHERE id IN (SELECT subject FROM touched WHERE kind = 'note');

INSERT INTO note (id, interview, text, taken_at)
SELECT e.subject,
  substr(max(e.place || (e.body ->> '$.data.interview')), 33),
  coalesce(substr(max(e.place || (e.body ->> '$.data.text')), 33), ''),
  min(e.occurred_at)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'note' AND e.type = 'note.taken'
GROUP BY e.subject
HAVING max(json_type(e.body, '$.data.interview') = 'text');
