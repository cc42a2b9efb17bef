-- Measure 9, day by day: how much was done in [:from, :until) on each local day that holds something;
-- the calendar of the report is drawn from it.
SELECT a.day, count(*) AS acts
FROM act a
WHERE a.at >= :from AND a.at < :until
GROUP BY a.day
ORDER BY a.day;
