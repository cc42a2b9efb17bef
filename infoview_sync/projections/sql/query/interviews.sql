-- Interviews, latest start first; :contact NULL means everyone's, :id NULL means all, :status NULL
-- means any (started: the talks that go on now).
SELECT i.id, i.contact, c.name, c.org, i.status, i.agreed_at, i.off_at, i.starts_at, i.starts_local,
  i.tz, i.planned_minutes, i.mode, i.place, i.started_at, i.ended_at, i.actual_minutes, i.thanked_at,
  i.thank_you_draft, i.debrief, i.recording_consent, i.changes, i.calendar_uid,
  i.calendar_sequence,
  (SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed) AS questions,
  (SELECT count(*) FROM insight n WHERE n.interview = i.id) AS insights
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
WHERE (:contact IS NULL OR i.contact = :contact)
  AND (:id IS NULL OR i.id = :id)
  AND (:status IS NULL OR i.status = :status)
ORDER BY i.starts_at DESC, i.id DESC;
