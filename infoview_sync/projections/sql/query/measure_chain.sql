-- Measure 6 (docs/audit.md): how many referrals led to those interviewed in [:from, :until). The mean
-- depth is total / n. Keep measure_chain_people.sql, which lists them, alike.
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
-- and only from there is walked up, past earlier edges only, by those who led to somebody. Whoever comes back to the start so has
-- gone round a circle of which the start's edge is the latest: it is cut.
reached (contact) AS (
  SELECT l.parent FROM link l WHERE l.parent NOT IN (SELECT contact FROM link)
  UNION
  SELECT l.contact FROM reached r JOIN link l ON l.parent = r.contact
),
walk (start, start_at, start_id, contact) AS (
  SELECT l.contact, l.at, l.id, l.parent
  FROM link l
  WHERE l.contact NOT IN (SELECT contact FROM reached)
    AND l.contact IN (SELECT parent FROM link)
  UNION
  SELECT w.start, w.start_at, w.start_id, l.parent
  FROM walk w
  JOIN link l ON l.contact = w.contact
  WHERE (l.at, l.id, l.contact) < (w.start_at, w.start_id, w.start)
),
cut AS MATERIALIZED (
  SELECT w.start AS contact FROM walk w WHERE w.contact = w.start
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
)
SELECT count(*) AS n, coalesce(max(coalesce(c.depth, 0)), 0) AS max,
  coalesce(sum(coalesce(c.depth, 0)), 0) AS total
FROM interviewee i
LEFT JOIN chain c ON c.contact = i.contact;
