-- The talks that are planned to begin from :from until :until (ms), the soonest first: what comes
-- next, without carrying every talk ever planned to whoever asks for the one.
SELECT i.id, i.contact, c.name, c.org, i.status, i.starts_at, i.starts_local, i.tz,
  i.planned_minutes, i.mode, i.place,
  (SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed) AS questions,
  (SELECT m.value FROM norm m WHERE m.name = 'questions_min') AS questions_wanted
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
WHERE i.status = 'scheduled' AND i.starts_at BETWEEN :from AND :until
ORDER BY i.starts_at, i.id;
