-- Who a contact named and who named them, latest first; :contact NULL means all.
SELECT r.id, r."from", f.name AS from_name, r."to", coalesce(t.name, r.name_only) AS to_name,
  r.org, r.interview, r.may_use_name, r.intro_by, r.received_at, r.pursued_at, r.declined_at
FROM referral r
LEFT JOIN contact f ON f.id = r."from"
LEFT JOIN contact t ON t.id = r."to"
WHERE :contact IS NULL OR r."from" = :contact OR r."to" = :contact
ORDER BY r.received_at DESC, r.id DESC;
