-- Measure 6 (docs/audit.md): how many referrals led to those interviewed in [:from, :until). The mean
-- depth is total / n.
WITH interviewee AS MATERIALIZED (
  SELECT DISTINCT i.contact
  FROM interview i
  WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
)
SELECT count(*) AS n, coalesce(max(coalesce(c.depth, 0)), 0) AS max,
  coalesce(sum(coalesce(c.depth, 0)), 0) AS total
FROM interviewee i
LEFT JOIN referral_chain c ON c.contact = i.contact;
