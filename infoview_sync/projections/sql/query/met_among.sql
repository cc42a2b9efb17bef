-- How many of these contacts one has dealt with. :subjects is a JSON array of ids.
SELECT count(*) AS met
FROM json_each(:subjects) s
WHERE EXISTS (SELECT 1 FROM outreach o WHERE o.contact = s.value)
  OR EXISTS (SELECT 1 FROM interview i WHERE i.contact = s.value)
  OR EXISTS (SELECT 1 FROM insight n WHERE n.contact = s.value)
  OR EXISTS (SELECT 1 FROM referral r WHERE r."from" = s.value OR r."to" = s.value);
