-- How much there is of everything, in one row: what the time machine counts up.
SELECT
  (SELECT count(*) FROM contact WHERE archived = 0) AS people,
  (SELECT count(*) FROM outreach WHERE sent_at IS NOT NULL) AS messages,
  (SELECT count(*) FROM interview WHERE status = 'completed') AS interviews,
  (SELECT count(*) FROM insight) AS insights,
  (SELECT count(*) FROM referral) AS referrals,
  (SELECT count(*) FROM interview WHERE thanked_at IS NOT NULL) AS thanked;
