-- Measure 6 (docs/audit.md), person by person: those interviewed in [:from, :until) and, so that the
-- tree is whole, those through whom they were reached.
WITH RECURSIVE interviewee AS MATERIALIZED (
  SELECT DISTINCT i.contact
  FROM interview i
  WHERE i.status = 'completed' AND i.ended_at >= :from AND i.ended_at < :until
),
chain AS MATERIALIZED (SELECT contact, depth, parent FROM referral_chain),
shown (contact) AS (
  SELECT i.contact FROM interviewee i
  UNION
  SELECT n.parent FROM shown s JOIN chain n ON n.contact = s.contact WHERE n.parent IS NOT NULL
)
SELECT s.contact, coalesce(n.depth, 0) AS depth, n.parent, p.name,
  s.contact IN (SELECT contact FROM interviewee) AS interviewed
FROM shown s
LEFT JOIN chain n ON n.contact = s.contact
LEFT JOIN contact p ON p.id = s.contact
ORDER BY depth, p.name, s.contact;
