-- Who named whom, oldest first.
SELECT r.id, r."from" AS named_by, f.name AS named_by_name, r."to" AS contact,
  coalesce(t.name, r.name_only) AS name, r.org, r.interview, r.may_use_name, r.intro_by,
  r.received_at, r.pursued_at, r.declined_at
FROM referral r
LEFT JOIN contact f ON f.id = r."from"
LEFT JOIN contact t ON t.id = r."to"
ORDER BY r.received_at, r.id;
