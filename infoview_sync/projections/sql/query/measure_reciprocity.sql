-- Measure 12 (docs/audit.md): help given in [:from, :until), against advice and referrals received.
SELECT
  (SELECT count(*) FROM help h WHERE h.given_at >= :from AND h.given_at < :until) AS hits,
  (SELECT count(*) FROM advice a WHERE a.received_at >= :from AND a.received_at < :until)
  + (SELECT count(*) FROM referral r WHERE r.received_at >= :from AND r.received_at < :until) AS n;
