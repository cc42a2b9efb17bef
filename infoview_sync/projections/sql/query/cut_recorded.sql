-- The cut of all that had been recorded before :before (ms). Stamps grow along a log, so this is a
-- prefix of each: a version vector.
SELECT log, max(seq) AS seq
FROM event
WHERE hlc > 0 AND hlc < :before * 1024
GROUP BY log
ORDER BY log;
