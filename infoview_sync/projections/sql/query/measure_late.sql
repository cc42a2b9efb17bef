-- Measure 13 (docs/audit.md): events of the practice that happened in [:from, :until), and those
-- recorded more than 48 hours afterwards. It reads the log itself: one pass over all events.
SELECT count(CASE WHEN e.hlc / 1024 - e.occurred_at > 172800000 THEN 1 END) AS hits, count(*) AS n
FROM live e
WHERE e.occurred_at >= :from
  AND e.occurred_at < :until
  AND e.type IN (
    SELECT k.type
    FROM kind_of k
    WHERE k.kind NOT IN ('import', 'setting', 'retraction', 'device', 'recovery', 'goal')
  );
