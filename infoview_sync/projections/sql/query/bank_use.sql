-- Every question that was ever prepared and not taken off, by its wording: how often, for how many
-- it was asked. For the bank and for suggestions; :contact and :interview NULL where none is meant.
SELECT q.text, max(q.category) AS category, count(*) AS prepared,
  count(q.asked_at) AS asked, min(q.prepared_at) AS first_prepared_at,
  coalesce(max(q.interview = :interview), 0) AS prepared_here,
  coalesce(max(i.contact = :contact AND q.asked_at IS NOT NULL), 0) AS asked_of_them
FROM question q
LEFT JOIN interview i ON i.id = q.interview
WHERE NOT q.removed
GROUP BY q.text
ORDER BY min(q.prepared_at), q.text;
