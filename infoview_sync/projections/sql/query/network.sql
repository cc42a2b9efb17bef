-- The referral graph: every contact that named somebody or was named, with the one who named them
-- first (their parent, NULL at a root), the depth of the chain and when. Earliest wins; of a circle
-- the latest edge is cut. Names that are nobody's yet stand at the end, without an id. Stages are
-- those at :now (ms).
WITH chain AS MATERIALIZED (
  SELECT * FROM referral_chain
),
tree AS (
  SELECT contact, depth, parent, at, root FROM chain
  UNION ALL
  -- Who named only names that are nobody's yet.
  SELECT DISTINCT r."from", 0, NULL, NULL, r."from"
  FROM referral r
  WHERE r."to" IS NULL
    AND r.name_only <> ''
    AND r."from" NOT IN (SELECT contact FROM chain)
)
SELECT t.contact, c.name, c.org, g.id AS giver, t.at, t.depth, t.root,
  CASE
    WHEN s.two_way_at < :now
      AND (SELECT d.from_at FROM dormancy d WHERE d.contact = c.id) < :now THEN 'dormant'
    ELSE s.stage
  END AS stage,
  s.interviewed, 0 AS name_only
FROM tree t
JOIN contact c ON c.id = t.contact
JOIN standing s ON s.contact = t.contact
LEFT JOIN contact g ON g.id = t.parent
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
