-- What events say with :full_name in it, latest first: letters, reminders and whatever else no search finds.
-- As the name is spelt, but for capitals; only bodies that hold it somewhere are read as JSON.
SELECT e.subject, e.type, p.name AS person, v.value AS text
FROM event e
JOIN json_tree(CASE WHEN e.type <> '' THEN e.body END, '$.data') v
  ON v.type = 'text' AND instr(lower(v.value), lower(:full_name))
LEFT JOIN contact p ON p.id = (
  SELECT b.contact FROM belonging b WHERE b.subject = e.subject LIMIT 1
)
WHERE instr(lower(e.body), lower(trim(json_quote(:full_name), '"')))
ORDER BY e.hlc DESC, e.log, e.seq DESC;
