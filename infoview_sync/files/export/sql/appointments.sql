-- What a calendar needs of every interview; `said_at` is when it was last agreed or moved.
SELECT i.id, i.contact, c.name, c.org, i.status, i.starts_at, i.tz, i.planned_minutes, i.mode,
  i.place, i.changes, i.calendar_sequence, i.agreed_at AS said_at
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
ORDER BY i.starts_at, i.id;
