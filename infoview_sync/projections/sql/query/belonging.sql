-- Every subject that belongs to :contact: what a forgetting must name. Also the imports of files that
-- are called after them: one card exported from a phone is `Ada Novak.vcf`.
SELECT b.subject
FROM belonging b
WHERE b.contact = :contact
UNION
SELECT e.subject
FROM contact c
JOIN event e ON e.type = 'import.completed'
  AND instr(
    lower(replace(replace(e.body ->> '$.data.file_name', '_', ' '), '-', ' ')),
    lower(trim(replace(c.name, '-', ' ')))
  )
WHERE c.id = :contact AND trim(c.name) <> ''
ORDER BY 1;
