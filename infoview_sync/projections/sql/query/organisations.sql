-- Organisations: whom I know where, with the stage at :now (ms), and in 3B7's terms whom to write to
-- next there: nobody while a thread waits for less than the norm, else the first who was not written to.
WITH member AS (
  SELECT lower(trim(c.org)) AS place, trim(c.org) AS org, c.id, c.name,
    CASE
      WHEN s.two_way_at < :now
        AND (SELECT d.from_at FROM dormancy d WHERE d.contact = c.id) < :now THEN 'dormant'
      ELSE s.stage
    END AS stage,
    s.contact_at AS last_contact_at,
    (SELECT min(o.sent_at) FROM outreach o WHERE o.contact = c.id) AS first_sent_at,
    EXISTS (SELECT 1 FROM interview i WHERE i.contact = c.id AND i.status = 'completed')
      AS interviewed
  FROM contact c
  JOIN standing s ON s.contact = c.id
  WHERE trim(c.org) <> '' AND NOT c.archived
)
SELECT m.org, count(*) AS people, sum(m.first_sent_at IS NOT NULL) AS written_to,
  sum(m.interviewed) AS interviewed, max(m.last_contact_at) AS last_contact_at,
  (
    SELECT w.name
    FROM colleague w
    JOIN unanswered u ON u.contact = w.id
    WHERE w.place = m.place AND NOT w.archived
    ORDER BY u.sent_at DESC, w.id
    LIMIT 1
  ) AS waiting_for,
  (
    SELECT w.name FROM unapproached w WHERE w.place = m.place ORDER BY w.name, w.id LIMIT 1
  ) AS next_name,
  json_group_array(json_object('id', m.id, 'name', m.name, 'stage', m.stage)) AS members
FROM member m
GROUP BY m.place
ORDER BY people DESC, m.place;
