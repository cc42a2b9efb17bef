-- Every interview.
SELECT i.id, i.contact, c.name, c.org, i.status, i.starts_at, i.starts_local, i.tz AS time_zone,
  i.planned_minutes, i.mode, i.place, i.started_at, i.ended_at, i.actual_minutes, i.thanked_at,
  i.thank_you_draft, i.debrief, i.recording_consent, i.changes
FROM interview i
LEFT JOIN contact c ON c.id = i.contact
ORDER BY i.starts_at, i.id;
