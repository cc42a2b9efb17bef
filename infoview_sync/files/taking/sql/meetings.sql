-- What is known of every interview, for comparing a calendar file with. `said_starts` is when a
-- file last said that it begins: if the user moved it since, that is no news of the file's.
SELECT i.id, i.contact, i.status, i.starts_local, r.revisions, i.calendar_uid, r.invited_sequence,
  (
    SELECT e.body ->> '$.data.starts_at'
    FROM live e
    WHERE e.subject = i.id
      AND e.type IN ('interview.scheduled', 'interview.rescheduled')
      AND e.body ->> '$.data.calendar_sequence' IS NOT NULL
    ORDER BY e.place DESC
    LIMIT 1
  ) AS said_starts
FROM interview i
JOIN revision r ON r.interview = i.id
ORDER BY i.id;
