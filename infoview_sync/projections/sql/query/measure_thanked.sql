-- Measure 3 (docs/audit.md): interviews ended in [:from, :until) and thanked for within 24:00:00;
-- pending: ended less than 24 hours before :now.
SELECT
  count(
    CASE
      WHEN i.ended_at + 86400000 <= :now AND i.thanked_at - i.ended_at BETWEEN 0 AND 86400000
        THEN 1
    END
  ) AS hits,
  count(CASE WHEN i.ended_at + 86400000 <= :now THEN 1 END) AS n,
  count(CASE WHEN i.ended_at + 86400000 > :now THEN 1 END) AS pending
FROM interview i
WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until;
