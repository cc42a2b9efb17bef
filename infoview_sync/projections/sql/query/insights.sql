-- Insights with who gave them, latest first; :contact, :interview, :theme NULL mean any.
SELECT n.id, n.theme, n.text, n.confidence, n.attribution, n.captured_at, n.interview,
  coalesce(n.contact, i.contact) AS contact, c.name
FROM insight n
LEFT JOIN interview i ON i.id = n.interview
LEFT JOIN contact c ON c.id = coalesce(n.contact, i.contact)
WHERE (:contact IS NULL OR coalesce(n.contact, i.contact) = :contact)
  AND (:interview IS NULL OR n.interview = :interview)
  AND (:theme IS NULL OR n.theme = :theme)
ORDER BY n.captured_at DESC, n.id DESC;
