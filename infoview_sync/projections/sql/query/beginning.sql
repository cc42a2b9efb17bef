-- When the notebook begins: the first thing that happened, and the first that was recorded (ms).
-- (Stamps only rise along a log, so its first readable event has its smallest.)
SELECT
  (
    SELECT e.occurred_at
    FROM event e
    WHERE e.type <> ''
      AND NOT EXISTS (
        SELECT 1
        FROM retracted r
        WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
      )
    ORDER BY e.occurred_at
    LIMIT 1
  ) AS occurred,
  (
    SELECT min(
      (SELECT e.hlc FROM event e WHERE e.log = h.log AND e.type <> '' ORDER BY e.seq LIMIT 1)
    ) / 1024
    FROM head h
  ) AS recorded;
