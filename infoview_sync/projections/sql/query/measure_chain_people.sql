-- Measure 6 (docs/audit.md), person by person: those interviewed in [:from, :until) and, so that the
-- tree is whole, those through whom they were reached. Keep measure_chain.sql alike.
-- An edge of the referral graph: `parent` named `contact`. The earliest is the one that counts.
WITH RECURSIVE edge (contact, parent, at, id) AS (
  SELECT r."to", r."from", r.received_at, r.id
  FROM referral r
  WHERE r."to" IS NOT NULL AND r."to" <> r."from"
  UNION ALL
  SELECT o.contact, o.referrer, o.sent_at, o.id
  FROM outreach o
  WHERE o.referrer IS NOT NULL AND o.sent_at IS NOT NULL AND o.referrer <> o.contact
),
link AS MATERIALIZED (
  SELECT e.contact, e.parent, e.at, e.id
  FROM (
    SELECT d.*, row_number() OVER (PARTITION BY d.contact ORDER BY d.at, d.id, d.parent) AS place
    FROM edge d
  ) e
  WHERE e.place = 1
),
-- Down from those whom nobody named. What is not reached hangs on a circle: hardly ever anybody,
-- and only these are walked one by one.
reached (contact) AS (
  SELECT l.parent FROM link l WHERE l.parent NOT IN (SELECT contact FROM link)
  UNION
  SELECT l.contact FROM reached r JOIN link l ON l.parent = r.contact
),
walk (start, at) AS (
  SELECT l.contact, l.parent FROM link l WHERE l.contact NOT IN (SELECT contact FROM reached)
  UNION
  SELECT w.start, l.parent FROM walk w JOIN link l ON l.contact = w.at
),
-- In each circle the latest edge is cut: everything reached from a contact on a circle is on it too.
cut AS MATERIALIZED (
  SELECT l.contact
  FROM link l
  JOIN walk c ON c.start = l.contact AND c.at = l.contact
  WHERE NOT EXISTS (
    SELECT 1
    FROM walk w
    JOIN link k ON k.contact = w.at
    WHERE w.start = l.contact AND (k.at, k.id, k.contact) > (l.at, l.id, l.contact)
  )
),
chain (contact, depth, parent) AS MATERIALIZED (
  SELECT l.parent, 0, NULL FROM link l WHERE l.parent NOT IN (SELECT contact FROM link)
  UNION
  SELECT c.contact, 0, NULL FROM cut c
  UNION
  SELECT l.contact, n.depth + 1, l.parent
  FROM chain n
  JOIN link l ON l.parent = n.contact
  WHERE l.contact NOT IN (SELECT contact FROM cut)
),
interviewee AS MATERIALIZED (
  SELECT DISTINCT i.contact
  FROM interview i
  WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
),
shown (contact) AS (
  SELECT i.contact FROM interviewee i
  UNION
  SELECT n.parent FROM shown s JOIN chain n ON n.contact = s.contact WHERE n.parent IS NOT NULL
)
SELECT s.contact, coalesce(n.depth, 0) AS depth, n.parent, p.name,
  s.contact IN (SELECT contact FROM interviewee) AS interviewed
FROM shown s
LEFT JOIN chain n ON n.contact = s.contact
LEFT JOIN contact p ON p.id = s.contact
ORDER BY depth, p.name, s.contact;
