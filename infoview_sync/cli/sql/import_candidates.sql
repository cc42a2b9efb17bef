-- The events of a log after the import before, up to :until, latest first: those of one import are
-- among them. `source` is the importer's name where the event has one.
SELECT e.log, e.seq, e.type, e.subject, e.occurred_at,
  CASE
    WHEN e.type IN ('contact.added', 'contact.corrected', 'import.completed')
    THEN e.body ->> '$.data.source'
  END AS source,
  CASE WHEN e.type = 'import.completed' THEN e.body ->> '$.data.file_name' END AS file_name,
  EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  ) AS retracted
FROM event e
WHERE e.log = :log
  AND e.seq <= :until
  AND e.seq > coalesce(
    (
      SELECT max(p.seq)
      FROM event p
      WHERE p.log = :log AND p.seq < :until AND p.type = 'import.completed'
    ),
    0
  )
ORDER BY e.seq DESC;
