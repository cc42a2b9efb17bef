-- Help given in return.

DELETE FROM help
WHERE id IN (SELECT subject FROM touched WHERE kind = 'help');

INSERT INTO help (
  id, contact, text, given_at
)
SELECT id, coalesce(a.survivor, said.contact), text, given_at
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    coalesce(substr(max(e.place || (e.body ->> '$.data.text')), 33), '') AS text,
    min(e.occurred_at) AS given_at
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'help'
    AND e.type = 'help.given'
  GROUP BY e.subject
  HAVING max(e.type = 'help.given' AND json_type(e.body, '$.data.contact') = 'text')
) said
LEFT JOIN alias a ON a.contact = said.contact;
