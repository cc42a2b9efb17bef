-- Insights over time: for each month and theme how many, from how many people; :org and :tag limit
-- it to people of one organisation or with one tag (an industry, say), NULL: no limit. A month is
-- that of UTC, the same on every device.
SELECT substr(date(n.captured_at / 1000, 'unixepoch'), 1, 7) AS month, n.theme,
  count(*) AS insights, count(DISTINCT coalesce(n.contact, i.contact)) AS people
FROM insight n
LEFT JOIN interview i ON i.id = n.interview
LEFT JOIN contact c ON c.id = coalesce(n.contact, i.contact)
WHERE (:org IS NULL OR lower(trim(c.org)) = lower(trim(:org)))
  AND (
    :tag IS NULL
    OR EXISTS (SELECT 1 FROM json_each(c.tags) g WHERE lower(g.value) = lower(:tag))
  )
GROUP BY month, n.theme
ORDER BY month, n.theme;
