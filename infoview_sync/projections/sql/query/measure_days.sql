-- Measure 9, day by day: how much was done in [:from, :until) on each local day that holds something;
-- the calendar of the report is drawn from it.
WITH act AS (
  SELECT 'sends' AS activity, o.sent_at AS at, o.sent_day AS day
  FROM outreach o
  WHERE o.sent_at >= :from AND o.sent_at < :until
  UNION ALL
  SELECT 'follow_ups', f.at, f.day
  FROM follow_up f
  WHERE f.at >= :from AND f.at < :until
  UNION ALL
  SELECT 'interviews', i.ended_at, i.ended_day
  FROM interview i
  WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
  UNION ALL
  SELECT 'thanks', i.thanked_at, i.thanked_day
  FROM interview i
  WHERE i.thanked_at >= :from AND i.thanked_at < :until
  UNION ALL
  SELECT 'touches', t.at, t.day
  FROM touch t
  WHERE t.at >= :from AND t.at < :until
  UNION ALL
  SELECT 'referrals_pursued', r.pursued_at, r.pursued_day
  FROM referral r
  WHERE r.pursued_at >= :from AND r.pursued_at < :until
)
SELECT a.day, count(*) AS acts
FROM act a
GROUP BY a.day
ORDER BY a.day;
