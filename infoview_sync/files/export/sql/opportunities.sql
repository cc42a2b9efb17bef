-- All opportunities, oldest first.
SELECT o.id, o.sort AS kind, o.title, coalesce(o.contact, i.contact) AS contact, c.name,
  o.interview, o.stage, o.surfaced_at, o.closed_at, o.outcome
FROM opportunity o
LEFT JOIN interview i ON i.id = o.interview
LEFT JOIN contact c ON c.id = coalesce(o.contact, i.contact)
ORDER BY o.surfaced_at, o.id;
