-- Every log, who writes it and where it ends.
SELECT h.log, d.name, d.form, d.added_at, coalesce(d.revoked, 0) AS revoked, h.seq, h.hlc
FROM head h
LEFT JOIN device d ON d.log = h.log
ORDER BY d.added_at, h.log;
