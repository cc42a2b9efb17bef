-- Insights: one thing learned each, from an interview or straight from a contact.

DELETE FROM insight
WHERE id IN (SELECT subject FROM touched WHERE kind = 'insight');

INSERT INTO insight (
  id, interview, contact, theme, text, confidence, attribution, captured_at
)
SELECT id, interview, coalesce(a.survivor, said.contact), theme, text, confidence, attribution,
  captured_at
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.interview')), 33) AS interview,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    coalesce(substr(max(e.place || (e.body ->> '$.data.theme')), 33), 'other') AS theme,
    coalesce(substr(max(e.place || (e.body ->> '$.data.text')), 33), '') AS text,
    CAST(substr(max(e.place || (e.body ->> '$.data.confidence_percent')), 33) AS INTEGER)
      AS confidence,
    substr(max(e.place || (e.body ->> '$.data.attribution')), 33) AS attribution,
    min(e.occurred_at) AS captured_at
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'insight' AND e.type = 'insight.captured'
  GROUP BY e.subject
) said
LEFT JOIN alias a ON a.contact = said.contact;

DELETE FROM insight_link
WHERE insight IN (SELECT subject FROM touched WHERE kind = 'insight');

INSERT INTO insight_link (insight, other, relation)
SELECT subject, other, relation
FROM (
  SELECT e.subject, e.body ->> '$.data.other' AS other,
    substr(max(e.place || (e.body ->> '$.data.relation')), 33) AS relation
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'insight' AND e.type = 'insight.linked'
    AND json_type(e.body, '$.data.other') = 'text'
  GROUP BY e.subject, other
)
WHERE relation IN ('corroborates', 'contradicts') AND other <> subject;
