-- How things stand, for what changed between two days: one row a thing and the state it is in. Two cuts of
-- history asked the same are compared row by row. (People and their stages: query/people.sql.)
SELECT 'interviews' AS kind, i.id, c.name, 'held' AS state, NULL AS text
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
WHERE i.status = 'completed'
UNION ALL
SELECT 'thank_yous', i.id, c.name, 'sent', NULL
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
WHERE i.thanked_at IS NOT NULL
UNION ALL
SELECT 'referrals', r.id, c.name,
  CASE
    WHEN r.declined_at IS NOT NULL THEN 'declined'
    WHEN r.pursued_at IS NOT NULL THEN 'pursued'
    ELSE 'received'
  END,
  coalesce((SELECT t.name FROM contact t WHERE t.id = r."to"), r.name_only)
FROM referral r
LEFT JOIN contact c ON c.id = r."from"
UNION ALL
SELECT 'insights', n.id, c.name, n.theme, n.text
FROM insight n
LEFT JOIN interview i ON i.id = n.interview
LEFT JOIN contact c ON c.id = coalesce(n.contact, i.contact)
UNION ALL
SELECT 'advice', a.id, c.name,
  CASE
    WHEN a.reported_back_at IS NOT NULL THEN 'reported_back'
    WHEN a.acted_on_at IS NOT NULL THEN 'acted_on'
    ELSE 'received'
  END,
  a.text
FROM advice a
LEFT JOIN contact c ON c.id = a.contact
UNION ALL
SELECT 'opportunities', o.id, c.name,
  CASE
    WHEN o.closed_at IS NOT NULL THEN 'closed: ' || coalesce(o.outcome, '')
    ELSE coalesce(o.stage, 'surfaced')
  END,
  o.title
FROM opportunity o
LEFT JOIN interview i ON i.id = o.interview
LEFT JOIN contact c ON c.id = coalesce(o.contact, i.contact)
UNION ALL
SELECT 'cadences', c.id, c.name,
  CASE c.cadence_state
    WHEN 'set'
      THEN 'every ' || c.cadence_days || CASE c.cadence_days WHEN 1 THEN ' day' ELSE ' days' END
    ELSE c.cadence_state
  END,
  NULL
FROM contact c
WHERE c.cadence_state IS NOT NULL
ORDER BY 3, 2;
