-- Referrals: who named whom, and what became of it. A name becomes a contact by `to`.

DELETE FROM referral
WHERE id IN (SELECT subject FROM touched WHERE kind = 'referral');

INSERT INTO referral (
  id, "from", "to", name_only, org, interview, may_use_name, intro_by, received_at, pursued_at,
  declined_at
)
SELECT e.subject,
  substr(max(e.place || (e.body ->> '$.data.from')), 33),
  substr(max(e.place || (e.body ->> '$.data.to')), 33),
  substr(max(e.place || (e.body ->> '$.data.name_only')), 33),
  substr(max(e.place || (e.body ->> '$.data.org')), 33),
  substr(max(e.place || (e.body ->> '$.data.interview')), 33),
  CAST(substr(max(e.place || (e.body ->> '$.data.may_use_name')), 33) AS INTEGER),
  substr(max(e.place || (e.body ->> '$.data.intro_by')), 33),
  min(CASE WHEN e.type = 'referral.received' THEN e.occurred_at END),
  min(CASE WHEN e.type = 'referral.pursued' THEN e.occurred_at END),
  min(CASE WHEN e.type = 'referral.declined' THEN e.occurred_at END)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'referral'
  AND e.type IN ('referral.received', 'referral.pursued', 'referral.declined')
GROUP BY e.subject
HAVING max(e.type = 'referral.received' AND json_type(e.body, '$.data.from') = 'text');
