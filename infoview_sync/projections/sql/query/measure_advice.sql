-- Measure 10 (docs/audit.md): advice received in [:from, :until) on which the adviser was told what
-- came of it; pending: received less than 90 days before :now.
SELECT
  count(
    CASE WHEN a.received_at + 7776000000 <= :now AND a.reported_back_at IS NOT NULL THEN 1 END
  ) AS hits,
  count(CASE WHEN a.received_at + 7776000000 <= :now THEN 1 END) AS n,
  count(CASE WHEN a.received_at + 7776000000 > :now THEN 1 END) AS pending
FROM advice a
WHERE a.received_at >= :from AND a.received_at < :until;
