-- Who is the same person as whom. Runs before the other folds, because their rows name survivors.
-- Each contact follows the latest word on it; chains lead to their end; of a circle (two devices
-- merged the same two in opposite directions) the smallest id survives, on every device alike. A merge
-- into somebody who is not there, because their adding was undone or has not arrived, does not count:
-- it would hide whoever was merged.

DELETE FROM merge
WHERE survivor IN (SELECT subject FROM touched WHERE kind = 'merge');

INSERT INTO merge (survivor, contact, place)
SELECT e.subject, m.value, max(e.place)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
JOIN json_each(e.body, '$.data.merged') m
WHERE t.kind = 'merge' AND e.type = 'contacts.merged' AND m.type = 'text' AND m.value <> e.subject
GROUP BY e.subject, m.value;

INSERT INTO new_alias (contact, survivor)
WITH RECURSIVE link AS MATERIALIZED (
  SELECT m.contact, substr(max(m.place || m.survivor), 33) AS into_id
  FROM merge m
  WHERE EXISTS (SELECT 1 FROM live e WHERE e.subject = m.survivor AND e.type = 'contact.added')
  GROUP BY m.contact
),
reach (contact, at) AS (
  SELECT contact, into_id FROM link
  UNION
  SELECT r.contact, l.into_id FROM reach r JOIN link l ON l.contact = r.at
),
circle AS MATERIALIZED (
  SELECT contact FROM reach WHERE at = contact
),
found (contact, survivor) AS (
  SELECT r.contact,
    coalesce(
      min(CASE WHEN l.contact IS NULL THEN r.at END),
      min(CASE WHEN o.contact IS NOT NULL THEN r.at END)
    )
  FROM reach r
  LEFT JOIN link l ON l.contact = r.at
  LEFT JOIN circle o ON o.contact = r.at
  GROUP BY r.contact
)
SELECT contact, survivor
FROM found
WHERE survivor <> contact;

-- Everybody whose place has changed, and those they were or are now shown as.
INSERT INTO moved (contact)
WITH changed (contact, survivor) AS (
  SELECT * FROM (SELECT contact, survivor FROM alias EXCEPT SELECT contact, survivor FROM new_alias)
  UNION ALL
  SELECT * FROM (SELECT contact, survivor FROM new_alias EXCEPT SELECT contact, survivor FROM alias)
)
SELECT contact FROM changed
UNION
SELECT survivor FROM changed;

DELETE FROM alias;

INSERT INTO alias (contact, survivor)
SELECT contact, survivor FROM new_alias;

-- The merge itself states facts about the survivor.
INSERT OR IGNORE INTO touched (kind, subject)
SELECT 'contact', subject FROM touched WHERE kind = 'merge';

INSERT OR IGNORE INTO touched (kind, subject)
SELECT 'contact', contact FROM moved
UNION ALL
SELECT 'reminder', contact FROM moved
UNION ALL
SELECT 'outreach', o.id FROM moved m CROSS JOIN outreach o ON o.contact = m.contact
UNION ALL
SELECT 'outreach', o.id FROM outreach o WHERE o.referrer IN (SELECT contact FROM moved)
UNION ALL
SELECT 'interview', i.id FROM moved m CROSS JOIN interview i ON i.contact = m.contact
UNION ALL
SELECT 'insight', n.id FROM moved m CROSS JOIN insight n ON n.contact = m.contact
UNION ALL
SELECT 'referral', r.id FROM moved m CROSS JOIN referral r ON r."from" = m.contact
UNION ALL
SELECT 'referral', r.id FROM moved m CROSS JOIN referral r ON r."to" = m.contact
UNION ALL
SELECT 'referral_request', r.id
FROM moved m
CROSS JOIN referral_request r ON r.contact = m.contact
UNION ALL
SELECT 'advice', a.id FROM moved m CROSS JOIN advice a ON a.contact = m.contact
UNION ALL
SELECT 'opportunity', o.id FROM moved m CROSS JOIN opportunity o ON o.contact = m.contact
UNION ALL
SELECT 'mentorship', s.id FROM moved m CROSS JOIN mentorship s ON s.contact = m.contact
UNION ALL
SELECT 'help', h.id FROM moved m CROSS JOIN help h ON h.contact = m.contact
UNION ALL
SELECT 'touch', t.id FROM moved m CROSS JOIN touch t ON t.contact = m.contact
UNION ALL
SELECT 'reminder', r.id FROM moved m CROSS JOIN reminder r ON r.contact = m.contact
UNION ALL
SELECT 'journal', j.id FROM moved m CROSS JOIN journal j ON j.contact = m.contact;

DELETE FROM moved;

DELETE FROM new_alias;
