-- Every log, who writes it, who let it in, and where it ends.
SELECT h.log, d.name, d.form, d.added_at, coalesce(d.revoked, 0) AS revoked, h.seq, h.hlc,
  d.public_key IS NOT NULL AS has_keys, d.approved_by, a.name AS approved_by_name, d.last_seq
FROM head h
LEFT JOIN device d ON d.log = h.log
LEFT JOIN device a ON a.log = d.approved_by
ORDER BY d.added_at, h.log;
