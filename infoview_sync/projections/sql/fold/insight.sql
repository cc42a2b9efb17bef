-- Insights: one thing learned each, from an interview or straight from a contact.

DELETE FROM insight
WHERE id IN (SELECT subject FROM touched WHERE kind = 'insight');

INSERT INTO insight (
  id, interview, contact, theme, text, confidence, attribution, captured_at
)
SELECT e.subject,
  substr(max(e.place || (e.body ->> '$.data.interview')), 33),
  substr(max(e.place || (e.body ->> '$.data.contact')), 33),
  coalesce(substr(max(e.place || (e.body ->> '$.data.theme')), 33), 'other'),
  coalesce(substr(max(e.place || (e.body ->> '$.data.text')), 33), ''),
  CAST(substr(max(e.place || (e.body ->> '$.data.confidence')), 33) AS INTEGER),
  substr(max(e.place || (e.body ->> '$.data.attribution')), 33),
  min(e.occurred_at)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'insight' AND e.type = 'insight.captured'
GROUP BY e.subject;
