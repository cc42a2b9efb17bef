-- The log itself, latest recorded first, with every word of each event: for whoever looks closely.
-- (A timeline asks entries.sql.) `person` is whose event it is. NULL asks for all: :contact, :type,
-- :device (a log's id), :since and :until (ms, by when it was recorded), :undone (1 or 0).
WITH lost AS MATERIALIZED (
  SELECT u.contact, u.subject FROM undone u
),
theirs AS MATERIALIZED (
  SELECT :contact AS id
  UNION
  SELECT b.subject FROM belonging b WHERE b.contact = :contact
  UNION
  SELECT l.subject FROM lost l WHERE l.contact = :contact
),
chosen AS (
  SELECT e.log, e.seq, e.hlc, e.type, e.subject
  FROM event e
  WHERE :contact IS NULL
  UNION ALL
  SELECT e.log, e.seq, e.hlc, e.type, e.subject
  FROM theirs s
  JOIN event e ON e.subject = s.id
  WHERE :contact IS NOT NULL
),
matching AS (
  SELECT c.log, c.seq, c.hlc
  FROM chosen c
  WHERE (:type IS NULL OR c.type = :type)
    AND (:device IS NULL OR c.log = :device)
    AND (:since IS NULL OR c.hlc / 1024 >= :since)
    AND (:until IS NULL OR c.hlc / 1024 < :until)
    AND (
      :undone IS NULL
      OR :undone = EXISTS (
        SELECT 1
        FROM retracted r
        WHERE r.subject = c.subject AND r.log = c.log AND r.seq = c.seq
      )
    )
),
-- Cut to :limit before any body is read.
shown AS MATERIALIZED (
  SELECT m.log, m.seq, m.hlc
  FROM matching m
  ORDER BY m.hlc DESC, m.log, m.seq DESC
  LIMIT :limit
)
SELECT e.log, e.seq, e.type, e.subject, e.occurred_at, e.offset_min, s.hlc / 1024 AS recorded_at,
  (SELECT count(*) FROM matching) AS total,
  EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  ) AS retracted,
  d.name AS device, p.id AS person_id, p.name AS person,
  e.body IS NULL AS erased, CASE WHEN e.type <> '' THEN e.body END AS body
FROM shown s
JOIN event e ON e.log = s.log AND e.seq = s.seq
LEFT JOIN device d ON d.log = e.log
LEFT JOIN contact p ON p.id = coalesce(
  (SELECT b.contact FROM belonging b WHERE b.subject = e.subject LIMIT 1),
  (SELECT l.contact FROM lost l WHERE l.subject = e.subject LIMIT 1)
)
ORDER BY s.hlc DESC, s.log, s.seq DESC;
