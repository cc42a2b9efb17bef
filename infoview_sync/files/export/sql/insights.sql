-- Everything learned, oldest first.
SELECT n.id, n.interview, coalesce(n.contact, i.contact) AS contact, c.name, c.org, n.theme, n.text,
  n.confidence AS confidence_percent, n.attribution, n.captured_at
FROM insight n
LEFT JOIN interview i ON i.id = n.interview
LEFT JOIN contact c ON c.id = coalesce(n.contact, i.contact)
ORDER BY n.captured_at, n.id;
