-- The imports so far, on all devices, latest first: for the list from which one is taken back.
WITH said AS MATERIALIZED (
  -- From the index by when things happened, without reading any body.
  SELECT e.log, e.seq FROM event e WHERE e.type = 'import.completed'
)
SELECT e.log, e.seq, e.subject, e.occurred_at, d.name AS device,
  e.body ->> '$.data.source' AS source, e.body ->> '$.data.file_name' AS file_name,
  e.body ->> '$.data.added' AS added, e.body ->> '$.data.updated' AS updated,
  e.body ->> '$.data.skipped' AS skipped,
  EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  ) AS retracted
FROM said s
JOIN event e ON e.log = s.log AND e.seq = s.seq
LEFT JOIN device d ON d.log = e.log
ORDER BY e.hlc DESC, e.log
LIMIT :limit;
