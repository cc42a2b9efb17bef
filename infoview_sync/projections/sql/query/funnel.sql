-- The audit's funnel: how many different contacts each step happened with in [:from, :until). A step
-- counts whoever took it then, also if the steps before it lie earlier.
SELECT
  (
    SELECT count(*) FROM contact c WHERE c.added_at >= :from AND c.added_at < :until
  ) AS added,
  (
    SELECT count(DISTINCT o.contact)
    FROM outreach o
    WHERE o.sent_at >= :from AND o.sent_at < :until
  ) AS written_to,
  (
    SELECT count(DISTINCT o.contact)
    FROM outreach o
    WHERE o.replied_at >= :from AND o.replied_at < :until
  ) AS replied,
  (
    SELECT count(DISTINCT i.contact)
    FROM interview i
    WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
  ) AS interviewed,
  (
    SELECT count(DISTINCT i.contact)
    FROM interview i
    WHERE i.thanked_at >= :from AND i.thanked_at < :until
  ) AS thanked,
  (
    SELECT count(DISTINCT r."from")
    FROM referral r
    WHERE r.received_at >= :from AND r.received_at < :until
  ) AS referred_on,
  (
    SELECT count(DISTINCT r."from")
    FROM referral r
    WHERE r.pursued_at >= :from AND r.pursued_at < :until
  ) AS referral_pursued;
