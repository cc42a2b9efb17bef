-- Opportunities: what came up, how far it went.

DELETE FROM opportunity
WHERE id IN (SELECT subject FROM touched WHERE kind = 'opportunity');

INSERT INTO opportunity (
  id, sort, title, contact, interview, stage, surfaced_at, closed_at, outcome
)
SELECT id, sort, title, coalesce(a.survivor, said.contact), interview, stage, surfaced_at, closed_at,
  outcome
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.kind')), 33) AS sort,
    coalesce(substr(max(e.place || (e.body ->> '$.data.title')), 33), '') AS title,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    substr(max(e.place || (e.body ->> '$.data.source_interview')), 33) AS interview,
    substr(max(e.place || (e.body ->> '$.data.stage')), 33) AS stage,
    min(CASE WHEN e.type = 'opportunity.surfaced' THEN e.occurred_at END) AS surfaced_at,
    min(CASE WHEN e.type = 'opportunity.closed' THEN e.occurred_at END) AS closed_at,
    substr(max(e.place || (e.body ->> '$.data.outcome')), 33) AS outcome
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'opportunity'
    AND e.type IN ('opportunity.surfaced', 'opportunity.stage_changed', 'opportunity.closed')
  GROUP BY e.subject
  HAVING max(e.type = 'opportunity.surfaced')
) said
LEFT JOIN alias a ON a.contact = said.contact;
