-- Interviews: agreed, moved, held or not, thanked for. The latest word on the status wins.
-- The GLOBs keep a word such as 'now', which unixepoch() would read as the present, out of a row.

DELETE FROM interview
WHERE id IN (SELECT subject FROM touched WHERE kind = 'interview');

INSERT INTO interview (
  id, contact, status, scheduled_at, agreed_at, agreed_day, starts_at, starts_local, starts_day, tz,
  planned_minutes, mode, place, started_at, ended_at, ended_day, actual_minutes, thanked_at,
  thanked_day, thank_you_draft, debrief, recording_consent, changes, off_at, off_day, calendar_uid,
  calendar_sequence
)
SELECT id, coalesce(a.survivor, said.contact),
  -- That it began may be logged after its end; only a new appointment begins anew.
  CASE WHEN outcome = 'scheduled' AND started_place > agreed_place THEN 'started' ELSE outcome END,
  scheduled_at, agreed_at, agreed_day,
  unixepoch(starts_local) * 1000, starts_local, unixepoch(substr(starts_local, 1, 10)) / 86400, tz,
  planned_minutes, mode, place, started_at,
  unixepoch(ended_local) * 1000, unixepoch(substr(ended_local, 1, 10)) / 86400, actual_minutes,
  thanked_at, thanked_day, thank_you_draft, debrief, recording_consent, changes, off_at, off_day,
  calendar_uid, calendar_sequence
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    substr(max(
      CASE e.type
        WHEN 'interview.scheduled' THEN e.place || 'scheduled'
        WHEN 'interview.rescheduled' THEN e.place || 'scheduled'
        WHEN 'interview.completed' THEN e.place || 'completed'
        WHEN 'interview.cancelled' THEN e.place || 'cancelled'
        WHEN 'interview.missed' THEN e.place || 'missed'
      END
    ), 33) AS outcome,
    max(
      CASE WHEN e.type IN ('interview.scheduled', 'interview.rescheduled') THEN e.place END
    ) AS agreed_place,
    max(CASE WHEN e.type = 'interview.started' THEN e.place END) AS started_place,
    min(CASE WHEN e.type = 'interview.scheduled' THEN e.occurred_at END) AS scheduled_at,
    max(
      CASE
        WHEN e.type IN ('interview.scheduled', 'interview.rescheduled') THEN e.occurred_at
      END
    ) AS agreed_at,
    max(
      CASE
        WHEN e.type IN ('interview.scheduled', 'interview.rescheduled')
          THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS agreed_day,
    substr(max(
      CASE
        WHEN e.body ->> '$.data.starts_at' GLOB
          '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
          THEN e.place || (e.body ->> '$.data.starts_at')
      END
    ), 33) AS starts_local,
    substr(max(e.place || (e.body ->> '$.data.tz')), 33) AS tz,
    CAST(substr(max(e.place || (e.body ->> '$.data.planned_minutes')), 33) AS INTEGER)
      AS planned_minutes,
    substr(max(e.place || (e.body ->> '$.data.mode')), 33) AS mode,
    substr(max(e.place || (e.body ->> '$.data.place')), 33) AS place,
    CAST(substr(max(
      CASE WHEN e.type = 'interview.started' THEN e.place || e.occurred_at END
    ), 33) AS INTEGER) AS started_at,
    substr(max(
      CASE
        WHEN e.body ->> '$.data.ended_at' GLOB
          '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
          THEN e.place || (e.body ->> '$.data.ended_at')
      END
    ), 33) AS ended_local,
    CAST(substr(max(e.place || (e.body ->> '$.data.actual_minutes')), 33) AS INTEGER)
      AS actual_minutes,
    min(CASE WHEN e.type = 'thank_you.sent' THEN e.occurred_at END) AS thanked_at,
    min(
      CASE WHEN e.type = 'thank_you.sent' THEN (e.occurred_at / 60000 + e.offset_min) / 1440 END
    ) AS thanked_day,
    substr(max(
      CASE WHEN e.type = 'thank_you.drafted' THEN e.place || (e.body ->> '$.data.text') END
    ), 33) AS thank_you_draft,
    substr(max(
      CASE WHEN e.type = 'debrief.written' THEN e.place || (e.body ->> '$.data.text') END
    ), 33) AS debrief,
    CAST(substr(max(
      CASE
        WHEN e.type = 'recording_consent.recorded' THEN e.place || (e.body ->> '$.data.given')
      END
    ), 33) AS INTEGER) AS recording_consent,
    sum(e.type IN ('interview.rescheduled', 'interview.cancelled')) AS changes,
    max(
      CASE WHEN e.type IN ('interview.cancelled', 'interview.missed') THEN e.occurred_at END
    ) AS off_at,
    max(
      CASE
        WHEN e.type IN ('interview.cancelled', 'interview.missed')
          THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS off_day,
    substr(max(e.place || (e.body ->> '$.data.calendar_uid')), 33) AS calendar_uid,
    CAST(substr(max(e.place || (e.body ->> '$.data.calendar_sequence')), 33) AS INTEGER)
      AS calendar_sequence
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'interview'
    AND e.type IN (
      'interview.scheduled', 'interview.rescheduled', 'interview.cancelled', 'interview.missed',
      'interview.started', 'interview.completed', 'recording_consent.recorded',
      'debrief.written', 'thank_you.drafted', 'thank_you.sent'
    )
  GROUP BY e.subject
  HAVING max(
    e.type = 'interview.scheduled' AND json_type(e.body, '$.data.contact') = 'text'
  )
) said
LEFT JOIN alias a ON a.contact = said.contact;
