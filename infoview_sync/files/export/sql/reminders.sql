-- The user's own reminders, by when they are due.
SELECT r.id, r.contact, c.name, r.text, r.scheduled_at, r.due_at, m.snoozed_until AS snoozed_until_at,
  m.closed_at
FROM reminder r
LEFT JOIN contact c ON c.id = r.contact
LEFT JOIN due_mark m ON m.subject = r.id AND m.rule = 'reminder'
ORDER BY r.due_at, r.id;
