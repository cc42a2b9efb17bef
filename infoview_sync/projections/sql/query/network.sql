-- The referral graph: every contact that named somebody or was named, with the one who named them
-- first (their parent, NULL at a root), the depth of the chain and when. Earliest wins; of a circle
-- the latest edge is cut. Names that are nobody's yet stand at the end, without an id.
WITH RECURSIVE edge (giver, named, at, id) AS (
  SELECT r."from", r."to", r.received_at, r.id
  FROM referral r
  WHERE r."to" IS NOT NULL AND r."to" <> r."from"
  UNION ALL
  SELECT o.referrer, o.contact, o.sent_at, o.id
  FROM outreach o
  WHERE o.referrer IS NOT NULL AND o.referrer <> o.contact AND o.sent_at IS NOT NULL
),
parent (named, giver, at, id) AS (
  SELECT named, giver, at, id
  FROM (
    SELECT e.*, row_number() OVER (PARTITION BY e.named ORDER BY e.at, e.id) AS n
    FROM edge e
    JOIN contact g ON g.id = e.giver
    JOIN contact c ON c.id = e.named
  )
  WHERE n = 1
),
climb (start, at_contact) AS (
  SELECT named, giver FROM parent
  UNION
  SELECT c.start, p.giver FROM climb c JOIN parent p ON p.named = c.at_contact
),
circle (contact, members) AS (
  SELECT c.start, (SELECT min(x.at_contact) FROM climb x WHERE x.start = c.start)
  FROM climb c
  WHERE c.at_contact = c.start
),
cut (named) AS (
  SELECT named
  FROM (
    SELECT p.named, row_number() OVER (PARTITION BY c.members ORDER BY p.at DESC, p.id DESC) AS n
    FROM circle c
    JOIN parent p ON p.named = c.contact
  )
  WHERE n = 1
),
tree (contact, giver, at, depth, root) AS (
  SELECT e.giver, NULL, NULL, 0, e.giver
  FROM (
    SELECT giver FROM edge
    UNION
    SELECT "from" FROM referral WHERE "to" IS NULL AND name_only <> ''
  ) e
  JOIN contact g ON g.id = e.giver
  WHERE NOT EXISTS (
    SELECT 1 FROM parent p WHERE p.named = e.giver AND p.named NOT IN (SELECT named FROM cut)
  )
  UNION ALL
  SELECT p.named, p.giver, p.at, t.depth + 1, t.root
  FROM tree t
  JOIN parent p ON p.giver = t.contact
  WHERE p.named NOT IN (SELECT named FROM cut)
)
SELECT t.contact, c.name, c.org, t.giver, t.at, t.depth, t.root, s.stage,
  EXISTS (SELECT 1 FROM interview i WHERE i.contact = t.contact AND i.status = 'completed')
    AS interviewed,
  0 AS name_only
FROM tree t
JOIN contact c ON c.id = t.contact
JOIN contact_stage s ON s.contact = t.contact
UNION ALL
SELECT NULL, r.name_only, r.org, r."from", r.received_at, NULL, NULL,
  CASE
    WHEN r.declined_at IS NOT NULL THEN 'let go'
    WHEN r.pursued_at IS NOT NULL THEN 'pursued'
    ELSE 'named'
  END,
  0, 1
FROM referral r
JOIN contact f ON f.id = r."from"
WHERE r."to" IS NULL AND r.name_only <> ''
ORDER BY 10, 7, 6, 5, 2, 1;
