-- Advice with who gave it, latest first; :contact NULL means anybody's, :open 1 only what was not
-- reported back on.
SELECT a.id, a.contact, c.name, a.interview, a.text, a.received_at, a.acted_on_at, a.outcome,
  a.reported_back_at
FROM advice a
LEFT JOIN contact c ON c.id = a.contact
WHERE (:contact IS NULL OR a.contact = :contact)
  AND (NOT :open OR a.reported_back_at IS NULL)
ORDER BY a.received_at DESC, a.id DESC;
