-- The user's own thoughts.

DELETE FROM journal
WHERE id IN (SELECT subject FROM touched WHERE kind = 'journal');

INSERT INTO journal (
  id, contact, interview, text, written_at
)
SELECT id, coalesce(a.survivor, said.contact), interview, text, written_at
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    substr(max(e.place || (e.body ->> '$.data.interview')), 33) AS interview,
    coalesce(substr(max(e.place || (e.body ->> '$.data.text')), 33), '') AS text,
    min(e.occurred_at) AS written_at
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'journal'
    AND e.type = 'journal.written'
  GROUP BY e.subject
  HAVING max(e.type = 'journal.written')
) said
LEFT JOIN alias a ON a.contact = said.contact;
