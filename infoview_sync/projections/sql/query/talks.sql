-- All interviews, the latest start first, as a list shows them: no more of each than a line says.
SELECT i.id, c.name, i.status, i.starts_local, i.tz, i.mode, i.started_at, i.thanked_at
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
ORDER BY i.starts_at DESC, i.id DESC;
