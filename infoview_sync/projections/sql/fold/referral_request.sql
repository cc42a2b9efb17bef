-- Asked whom else to speak to.

DELETE FROM referral_request
WHERE id IN (SELECT subject FROM touched WHERE kind = 'referral_request');

INSERT INTO referral_request (
  id, contact, interview, asked_at
)
SELECT id, coalesce(a.survivor, said.contact), interview, asked_at
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    substr(max(e.place || (e.body ->> '$.data.interview')), 33) AS interview,
    min(e.occurred_at) AS asked_at
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'referral_request'
    AND e.type = 'referral.asked'
  GROUP BY e.subject
  HAVING max(e.type = 'referral.asked' AND json_type(e.body, '$.data.contact') = 'text')
) said
LEFT JOIN alias a ON a.contact = said.contact;
