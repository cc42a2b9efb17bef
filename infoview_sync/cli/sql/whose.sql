-- Whose events these are, for `infoview log`: the contact behind each subject that has one.
-- :subjects is a JSON array of ids.
SELECT s.value AS subject, c.id AS contact, c.name
FROM json_each(:subjects) s
JOIN contact c ON c.id = coalesce(
  (SELECT x.id FROM contact x WHERE x.id = s.value),
  (SELECT o.contact FROM outreach o WHERE o.id = s.value),
  (SELECT i.contact FROM interview i WHERE i.id = s.value),
  (SELECT i.contact FROM question q JOIN interview i ON i.id = q.interview WHERE q.id = s.value),
  (SELECT i.contact FROM note n JOIN interview i ON i.id = n.interview WHERE n.id = s.value),
  (
    SELECT coalesce(n.contact, i.contact)
    FROM insight n
    LEFT JOIN interview i ON i.id = n.interview
    WHERE n.id = s.value
  ),
  (SELECT r."from" FROM referral r WHERE r.id = s.value),
  (SELECT b.contact FROM belonging b WHERE b.subject = s.value LIMIT 1),
  (SELECT u.contact FROM undone u WHERE u.subject = s.value LIMIT 1)
);
