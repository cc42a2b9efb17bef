-- The log as a person reads it: one line an event, latest first. The same words on every device.
-- Of an event whose words were forgotten, or that nobody can read, the type is '' and both moments 0.
-- :contact NULL means everyone's, :type NULL any type, :since NULL from the start (ms),
-- :until NULL to the end; by when it happened, or, with :recorded 1, by when it was recorded.
WITH theirs AS MATERIALIZED (
  SELECT :contact AS id
  UNION
  SELECT b.subject FROM belonging b WHERE b.contact = :contact
  UNION
  SELECT u.subject FROM undone u WHERE u.contact = :contact
),
chosen AS (
  SELECT e.log, e.seq, e.hlc, e.type, e.occurred_at
  FROM event e
  WHERE :contact IS NULL
  UNION ALL
  SELECT e.log, e.seq, e.hlc, e.type, e.occurred_at
  FROM theirs s
  JOIN event e ON e.subject = s.id
  WHERE :contact IS NOT NULL
),
-- Chosen and cut to :limit before any body is read: words are only needed for what is shown.
shown AS (
  SELECT c.log, c.seq, c.hlc,
    CASE WHEN :recorded THEN c.hlc / 1024 ELSE c.occurred_at END AS at
  FROM chosen c
  WHERE (:type IS NULL OR c.type = :type)
    AND (:since IS NULL OR CASE WHEN :recorded THEN c.hlc / 1024 ELSE c.occurred_at END >= :since)
    AND (:until IS NULL OR CASE WHEN :recorded THEN c.hlc / 1024 ELSE c.occurred_at END < :until)
  ORDER BY at DESC, c.hlc DESC, c.log, c.seq DESC
  LIMIT :limit
),
-- An undo or redo has no words of its own: it shows those of the event that it is about. (CASE:
-- an unreadable body need not be JSON, and a join's terms are evaluated in any order.)
worded AS (
  SELECT s.at, e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min,
    e.body IS NULL AS erased, t.type AS target_type, coalesce(t.body, e.body) AS body
  FROM shown s
  JOIN event e ON e.log = s.log AND e.seq = s.seq
  LEFT JOIN event t
    ON t.log = CASE
      WHEN e.type IN ('event.retracted', 'event.restored') THEN e.body ->> '$.data.log'
    END
    AND t.seq = CASE
      WHEN e.type IN ('event.retracted', 'event.restored') THEN e.body ->> '$.data.seq'
    END
    AND t.subject = e.subject
)
SELECT w.log, w.seq, w.type, w.subject, w.occurred_at, w.offset_min, w.hlc / 1024 AS recorded_at,
  w.target_type, w.erased, d.name AS device,
  CASE
    WHEN w.type <> '' THEN coalesce(
      -- It counts as no answer, whatever it says.
      CASE
        WHEN coalesce(w.target_type, w.type) = 'reply.received' AND w.body ->> '$.data.automatic'
          THEN 'automatic reply' || coalesce(': ' || (w.body ->> '$.data.text'), '')
      END,
      w.body ->> '$.data.name',
      w.body ->> '$.data.text',
      w.body ->> '$.data.name_only',
      w.body ->> '$.data.disposition',
      w.body ->> '$.data.starts_at',
      w.body ->> '$.data.title',
      w.body ->> '$.data.tag',
      w.body ->> '$.data.reason',
      w.body ->> '$.data.stage',
      w.body ->> '$.data.outcome',
      w.body ->> '$.data.answer',
      w.body ->> '$.data.attitude',
      w.body ->> '$.data.channel',
      w.body ->> '$.data.org',
      w.body ->> '$.data.file_name',
      w.body ->> '$.data.source',
      w.body ->> '$.data.value',
      w.body ->> '$.data.until',
      w.body ->> '$.data.activity',
      w.body ->> '$.data.every_days',
      ''
    )
    ELSE ''
  END AS detail,
  EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = w.subject AND r.log = w.log AND r.seq = w.seq
  ) AS retracted
FROM worded w
LEFT JOIN device d ON d.log = w.log
ORDER BY w.at DESC, w.hlc DESC, w.log, w.seq DESC;
