-- Measure 8 (docs/audit.md): insights captured in [:from, :until) by theme, and from how many
-- different contacts (an insight's own contact, else that of its interview).
SELECT n.theme, count(*) AS count, count(DISTINCT coalesce(n.contact, i.contact)) AS contacts,
  min(n.captured_at) AS first_at, max(n.captured_at) AS last_at
FROM insight n
LEFT JOIN interview i ON i.id = n.interview
WHERE n.captured_at >= :from AND n.captured_at < :until
GROUP BY n.theme
ORDER BY count DESC, n.theme;
