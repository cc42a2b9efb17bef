-- The log as a person reads it: one line an event, latest first. The same words on every device.
-- :contact NULL means everyone's, :type NULL any type, :since NULL from the start (ms),
-- :until NULL to the end; by when it happened, or, with :recorded 1, by when it was recorded.
WITH chosen AS (
  SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min, e.body, 1 AS direct
  FROM event e
  WHERE :contact IS NULL
  UNION ALL
  SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min, e.body, 1
  FROM (
    SELECT :contact AS id
    UNION
    SELECT o.id FROM outreach o WHERE o.contact = :contact
    UNION
    SELECT i.id FROM interview i WHERE i.contact = :contact
    UNION
    SELECT q.id FROM interview i JOIN question q ON q.interview = i.id WHERE i.contact = :contact
    UNION
    SELECT n.id FROM interview i JOIN note n ON n.interview = i.id WHERE i.contact = :contact
    UNION
    SELECT n.id FROM interview i JOIN insight n ON n.interview = i.id WHERE i.contact = :contact
    UNION
    SELECT n.id FROM insight n WHERE n.contact = :contact
    UNION
    SELECT r.id FROM referral r WHERE r."from" = :contact OR r."to" = :contact
  ) s
  JOIN event e ON e.subject = s.id
  WHERE :contact IS NOT NULL
)
SELECT e.log, e.seq, e.type, e.subject, e.occurred_at, e.offset_min, e.hlc / 1024 AS recorded_at,
  d.name AS device,
  coalesce(
    e.body ->> '$.data.name',
    e.body ->> '$.data.text',
    e.body ->> '$.data.name_only',
    e.body ->> '$.data.disposition',
    e.body ->> '$.data.starts_at',
    e.body ->> '$.data.title',
    e.body ->> '$.data.tag',
    e.body ->> '$.data.reason',
    e.body ->> '$.data.channel',
    e.body ->> '$.data.org',
    e.body ->> '$.data.file_name',
    e.body ->> '$.data.source',
    ''
  ) AS detail,
  EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  ) AS retracted
FROM chosen e
LEFT JOIN device d ON d.log = e.log
WHERE (:type IS NULL OR e.type = :type)
  AND (:since IS NULL OR CASE WHEN :recorded THEN e.hlc / 1024 ELSE e.occurred_at END >= :since)
  AND (:until IS NULL OR CASE WHEN :recorded THEN e.hlc / 1024 ELSE e.occurred_at END < :until)
ORDER BY CASE WHEN :recorded THEN e.hlc / 1024 ELSE e.occurred_at END DESC, e.hlc DESC, e.log, e.seq DESC
LIMIT :limit;
