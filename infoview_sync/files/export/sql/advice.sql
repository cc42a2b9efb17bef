-- All advice, oldest first.
SELECT a.id, a.contact, c.name, a.interview, a.text, a.received_at, a.acted_on_at, a.outcome,
  a.reported_back_at
FROM advice a
LEFT JOIN contact c ON c.id = a.contact
ORDER BY a.received_at, a.id;
