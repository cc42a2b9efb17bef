-- Measure 5 (docs/audit.md): who named whom in [:from, :until), each pair once, for the interviews of
-- that time; and of the people so named, how many were interviewed afterwards.
WITH given AS (
  SELECT r."from" AS giver, r."to" AS contact, r.received_at,
    coalesce(r."to", 'name:' || lower(nullif(trim(r.name_only), ''))) AS named
  FROM referral r
  WHERE r.received_at >= :from
    AND r.received_at < :until
    AND (r."to" IS NULL OR r."to" <> r."from")
),
people AS (
  SELECT g.named, g.contact, min(g.received_at) AS received_at
  FROM given g
  WHERE g.named IS NOT NULL
  GROUP BY g.named
)
SELECT
  (
    SELECT count(*)
    FROM (SELECT DISTINCT g.giver, g.named FROM given g WHERE g.named IS NOT NULL)
  ) AS hits,
  (
    SELECT count(*)
    FROM interview i
    WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
  ) AS n,
  (
    SELECT count(*)
    FROM people p
    WHERE p.contact IS NOT NULL
      AND EXISTS (
        SELECT 1
        FROM interview i
        WHERE i.contact = p.contact AND i.status = 'completed' AND i.ended_at >= p.received_at
      )
  ) AS yield_hits,
  (SELECT count(*) FROM people) AS yield_n;
