-- Opportunities, latest first; :contact NULL means anybody's, :open 1 only those not closed.
SELECT o.id, o.sort, o.title, coalesce(o.contact, i.contact) AS contact, c.name, o.interview,
  o.stage, o.surfaced_at, o.closed_at, o.outcome
FROM opportunity o
LEFT JOIN interview i ON i.id = o.interview
LEFT JOIN contact c ON c.id = coalesce(o.contact, i.contact)
WHERE (:contact IS NULL OR coalesce(o.contact, i.contact) = :contact)
  AND (NOT :open OR o.closed_at IS NULL)
ORDER BY o.surfaced_at DESC, o.id DESC;
