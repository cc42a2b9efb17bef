-- Insights with who gave them, latest first, with how many people say so and what
-- contradicts them; :contact, :interview, :theme NULL mean any.
WITH linked (id) AS (
  SELECT insight FROM insight_link
  UNION
  SELECT other FROM insight_link
)
SELECT n.id, n.theme, n.text, n.confidence, n.attribution, n.captured_at, n.interview,
  coalesce(n.contact, i.contact) AS contact, c.name, c.org,
  -- How many people say so: this one and whoever said what was linked to it, however indirectly.
  CASE WHEN n.id IN (SELECT id FROM linked) THEN (
    WITH RECURSIVE same (id) AS (
      SELECT n.id
      UNION
      SELECT l.other
      FROM same s
      JOIN insight_link l ON l.insight = s.id
      WHERE l.relation = 'corroborates'
      UNION
      SELECT l.insight
      FROM same s
      JOIN insight_link l ON l.other = s.id
      WHERE l.relation = 'corroborates'
    )
    SELECT count(DISTINCT coalesce(o.contact, p.contact))
    FROM same s
    JOIN insight o ON o.id = s.id
    LEFT JOIN interview p ON p.id = o.interview
  ) ELSE coalesce(n.contact, i.contact) IS NOT NULL END AS people,
  CASE WHEN n.id IN (SELECT id FROM linked) THEN (
    SELECT json_group_array(other)
    FROM (
      SELECT l.other FROM insight_link l WHERE l.insight = n.id AND l.relation = 'contradicts'
      UNION
      SELECT l.insight FROM insight_link l WHERE l.other = n.id AND l.relation = 'contradicts'
    )
  ) ELSE '[]' END AS contradicted_by
FROM insight n
LEFT JOIN interview i ON i.id = n.interview
LEFT JOIN contact c ON c.id = coalesce(n.contact, i.contact)
WHERE (:contact IS NULL OR coalesce(n.contact, i.contact) = :contact)
  AND (:interview IS NULL OR n.interview = :interview)
  AND (:theme IS NULL OR n.theme = :theme)
ORDER BY n.captured_at DESC, n.id DESC;
