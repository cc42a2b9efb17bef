-- The events that put :contact into :stage, latest first, at most five: of the latest interview or
-- thread where the stage is about one.
SELECT e.log, e.seq, e.type, e.subject, e.occurred_at, e.offset_min
FROM (SELECT DISTINCT b.subject FROM belonging b WHERE b.contact = :contact) b
CROSS JOIN live e ON e.subject = b.subject
JOIN standing s ON s.contact = :contact
JOIN stage_order w ON w.stage = :stage AND w.type = e.type
WHERE (e.type NOT GLOB 'outreach.*' OR e.subject = s.outreach)
  AND (
    e.type <> 'reply.received'
    OR (
      e.subject = s.outreach
      AND e.body ->> '$.data.disposition' = :stage
      AND NOT coalesce(e.body ->> '$.data.automatic', 0)
    )
  )
  AND (
    (e.type NOT GLOB 'interview.*' AND e.type NOT IN ('debrief.written', 'thank_you.sent'))
    OR e.subject = s.interview
  )
  AND (
    e.type <> 'contact.corrected'
    OR (e.body ->> '$.data.notes' <> '' AND e.body ->> '$.data.source' IS NULL)
  )
  AND (e.type <> 'question.prepared' OR e.body ->> '$.data.interview' = s.interview)
ORDER BY e.occurred_at DESC, e.log, e.seq DESC
LIMIT 5;
