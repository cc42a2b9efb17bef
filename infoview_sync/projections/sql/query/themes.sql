-- Insights by theme: how many, from how many people, when; :org NULL means any organisation, :from
-- and :until (ms, half-open) NULL mean no limit. By industry: an organisation stands for its own.
SELECT n.theme, count(*) AS insights,
  count(DISTINCT coalesce(n.contact, i.contact)) AS people,
  count(DISTINCT lower(trim(c.org))) AS organisations,
  min(n.captured_at) AS first_at, max(n.captured_at) AS last_at
FROM insight n
LEFT JOIN interview i ON i.id = n.interview
LEFT JOIN contact c ON c.id = coalesce(n.contact, i.contact)
WHERE (:org IS NULL OR lower(trim(c.org)) = lower(trim(:org)))
  AND (:from IS NULL OR n.captured_at >= :from)
  AND (:until IS NULL OR n.captured_at < :until)
GROUP BY n.theme
ORDER BY people DESC, insights DESC, n.theme;
