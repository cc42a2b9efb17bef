-- Every subject that belongs to :contact: what a forgetting must name. Also the imports of files that
-- are called after them, in whole words: one card exported from a phone is `Ada Novak.vcf`, and
-- `linkedin connections.csv` is not called after Ed. A referral that is shown says itself whose it is:
-- a link of it that was undone makes it nobody else's.
WITH RECURSIVE self (id) AS (
  SELECT :contact
  UNION
  -- Whoever is not there, as while an import is undone, and was merged into them or they into: one
  -- person, in however many steps.
  SELECT n.other
  FROM self s
  JOIN (
    SELECT m.contact AS one, m.survivor AS other FROM merge m
    UNION ALL
    SELECT m.survivor, m.contact FROM merge m
  ) n ON n.one = s.id
  WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = n.other)
    AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.contact = n.other AND a.survivor <> :contact)
)
SELECT b.subject
FROM belonging b
WHERE b.contact = :contact
UNION
SELECT s.id FROM self s
UNION
SELECT u.subject
FROM undone u
WHERE u.contact = :contact AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.id = u.subject)
UNION
SELECT e.subject
FROM (
  SELECT lower(trim(replace(replace(replace(c.name, '_', ' '), '-', ' '), '.', ' '))) AS words
  FROM contact c
  WHERE c.id = :contact
) c
JOIN event e ON e.type = 'import.completed'
  AND instr(
    ' ' || lower(
      replace(replace(replace(e.body ->> '$.data.file_name', '_', ' '), '-', ' '), '.', ' ')
    ) || ' ',
    ' ' || c.words || ' '
  )
WHERE c.words <> ''
ORDER BY 1;
