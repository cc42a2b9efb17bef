-- Measure 9 (docs/audit.md): what was done in [:from, :until), by the ISO week of its own local day.
-- Only weeks that hold something; `week` is the day number of its Monday.
WITH week AS (
  SELECT a.day - (a.day + 3) % 7 AS week,
    count(CASE WHEN a.activity = 'sends' THEN 1 END) AS sends,
    count(CASE WHEN a.activity = 'follow_ups' THEN 1 END) AS follow_ups,
    count(CASE WHEN a.activity = 'interviews' THEN 1 END) AS interviews,
    count(CASE WHEN a.activity = 'thanks' THEN 1 END) AS thanks,
    count(CASE WHEN a.activity = 'touches' THEN 1 END) AS touches,
    count(CASE WHEN a.activity = 'referrals_pursued' THEN 1 END) AS referrals_pursued
  FROM act a
  WHERE a.at >= :from AND a.at < :until
  GROUP BY a.day - (a.day + 3) % 7
)
-- A week belongs to the year of its Thursday (ISO 8601).
SELECT w.week, CAST(substr(date((w.week + 3) * 86400, 'unixepoch'), 1, 4) AS INTEGER) AS iso_year,
  (
    w.week + 3
    - unixepoch(substr(date((w.week + 3) * 86400, 'unixepoch'), 1, 4) || '-01-01') / 86400
  ) / 7 + 1 AS iso_week,
  w.sends, w.follow_ups, w.interviews, w.thanks, w.touches, w.referrals_pursued
FROM week w
ORDER BY w.week;
