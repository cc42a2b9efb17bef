-- Every subject that belongs to :contact: what a forgetting must name. Also the imports of files that
-- are called after them, in whole words: one card exported from a phone is `Ada Novak.vcf`, and
-- `linkedin connections.csv` is not called after Ed. A referral that is shown says itself whose it is:
-- a link of it that was undone makes it nobody else's.
SELECT b.subject
FROM belonging b
WHERE b.contact = :contact
UNION
-- Whom they were merged into and who is not there, as while that one's import is undone: one person.
SELECT m.survivor
FROM merge m
WHERE m.contact = :contact
  AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = m.survivor)
  AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.contact = m.survivor)
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
