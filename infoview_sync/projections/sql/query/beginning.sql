-- When the notebook begins: the first thing that happened, and the first that was recorded (ms).
SELECT
  (
    SELECT min(e.occurred_at)
    FROM event e
    WHERE e.type <> ''
      AND NOT EXISTS (
        SELECT 1
        FROM retracted r
        WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
      )
  ) AS occurred,
  (SELECT min(e.hlc) / 1024 FROM event e WHERE e.type <> '') AS recorded;
