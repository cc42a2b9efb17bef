-- Measure 2 (docs/audit.md): threads answered in [:from, :until) whose contact was interviewed within
-- 60 days of that; pending: answered less than 60 days before :now.
WITH cohort AS (
  SELECT o.replied_at + 5184000000 <= :now AS mature,
    EXISTS (
      SELECT 1
      FROM interview i
      WHERE i.contact = o.contact
        AND i.status = 'completed'
        AND i.ended_at - o.replied_at BETWEEN 0 AND 5184000000
    ) AS interviewed
  FROM outreach o
  WHERE o.sent_at IS NOT NULL AND o.replied_at >= :from AND o.replied_at < :until
)
SELECT count(CASE WHEN c.mature AND c.interviewed THEN 1 END) AS hits,
  count(CASE WHEN c.mature THEN 1 END) AS n,
  count(CASE WHEN NOT c.mature THEN 1 END) AS pending
FROM cohort c;
