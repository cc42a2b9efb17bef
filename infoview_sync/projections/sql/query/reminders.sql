-- The user's own reminders, next first; :contact NULL means all, :open 1 only those not done.
SELECT r.id, r.contact, c.name, r.text, r.due_at, r.due_local, m.snoozed_until, m.closed_at
FROM reminder r
LEFT JOIN contact c ON c.id = r.contact
LEFT JOIN due_mark m ON m.subject = r.id AND m.rule = 'reminder'
WHERE (:contact IS NULL OR r.contact = :contact)
  AND (NOT :open OR coalesce(m.closed_at, -1) < r.scheduled_at)
ORDER BY r.due_at, r.id;
