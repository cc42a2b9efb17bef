-- Questions prepared for an interview, reworded, ranked, removed, asked.

DELETE FROM question
WHERE id IN (SELECT subject FROM touched WHERE kind = 'question');

INSERT INTO question (
  id, interview, category, text, rank, prepared_at, removed, asked_at, answer
)
SELECT e.subject,
  substr(max(e.place || (e.body ->> '$.data.interview')), 33),
  substr(max(e.place || (e.body ->> '$.data.category')), 33),
  coalesce(substr(max(e.place || (e.body ->> '$.data.text')), 33), ''),
  CAST(substr(max(e.place || (e.body ->> '$.data.rank')), 33) AS INTEGER),
  min(CASE WHEN e.type = 'question.prepared' THEN e.occurred_at END),
  max(e.type = 'question.removed'),
  min(CASE WHEN e.type = 'question.asked' THEN e.occurred_at END),
  substr(max(e.place || (e.body ->> '$.data.answer')), 33)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'question'
  AND e.type IN (
    'question.prepared', 'question.edited', 'question.removed', 'question.asked'
  )
GROUP BY e.subject
HAVING max(
  e.type = 'question.prepared' AND json_type(e.body, '$.data.interview') = 'text'
);
