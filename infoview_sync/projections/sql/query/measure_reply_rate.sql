-- Measure 1 (docs/audit.md): threads first sent in [:from, :until), answered by a person within
-- 14 days; pending: sent less than 14 days before :now.
SELECT
  count(
    CASE
      WHEN o.sent_at + 1209600000 <= :now AND o.replied_at - o.sent_at BETWEEN 0 AND 1209600000
        THEN 1
    END
  ) AS hits,
  count(CASE WHEN o.sent_at + 1209600000 <= :now THEN 1 END) AS n,
  count(CASE WHEN o.sent_at + 1209600000 > :now THEN 1 END) AS pending
FROM outreach o
WHERE o.sent_at >= :from AND o.sent_at < :until;
