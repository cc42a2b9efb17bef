-- What is due and why, most urgent first (DOMAIN §4). Nothing here is stored: it follows from the
-- facts and :now (ms), :today (local day, days since 1970) and the norms.
-- Weekdays before day d are ((d + 3) / 7) * 5 + min((d + 3) % 7, 5): 1970-01-01 was a Thursday.
WITH due AS (
  SELECT 'thank_you' AS rule, i.id AS subject, i.contact, i.id AS interview,
    i.ended_at AS since_at,
    i.ended_at + :thank_within_hours * 3600000 AS due_at,
    i.ended_at + :thank_overdue_days * 86400000 AS overdue_at
  FROM interview i
  WHERE i.status = 'completed' AND i.thanked_at IS NULL AND i.ended_at <= :now
  UNION ALL
  SELECT 'prepare', i.id, i.contact, i.id, i.scheduled_at, i.starts_at, i.starts_at
  FROM interview i
  WHERE i.status = 'scheduled'
    AND i.starts_at > :now
    AND (
      SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed
    ) < :questions_min
  UNION ALL
  SELECT 'hold', i.id, i.contact, i.id, i.scheduled_at, i.starts_at,
    i.starts_at + coalesce(i.planned_minutes, 30) * 60000
  FROM interview i
  WHERE i.status = 'scheduled'
    AND (
      i.starts_at <= :now
      OR (
        SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed
      ) >= :questions_min
    )
  UNION ALL
  SELECT 'follow_up', o.id, o.contact, NULL, o.sent_at,
    o.sent_at + :follow_up_business_days * 86400000,
    o.sent_at + :follow_up_business_days * 2 * 86400000
  FROM outreach o
  WHERE o.sent_at IS NOT NULL
    AND o.follow_ups = 0
    AND o.replied_at IS NULL
    AND o.closed_at IS NULL
    AND ((:today + 3) / 7) * 5 + min((:today + 3) % 7, 5)
      - ((o.sent_day + 3) / 7) * 5 - min((o.sent_day + 3) % 7, 5) >= :follow_up_business_days
  UNION ALL
  SELECT 'close', o.id, o.contact, NULL, o.followed_up_at,
    o.followed_up_at + :close_after_days * 86400000,
    NULL
  FROM outreach o
  WHERE o.follow_ups > 0
    AND o.replied_at IS NULL
    AND o.closed_at IS NULL
    AND o.followed_up_at + :close_after_days * 86400000 <= :now
)
SELECT d.rule, d.subject, d.contact, c.name, c.org, d.interview, d.since_at, d.due_at,
  coalesce(d.overdue_at < :now, 0) AS overdue,
  i.starts_local, i.planned_minutes, i.mode, i.place,
  (SELECT count(*) FROM question q WHERE q.interview = d.interview AND NOT q.removed) AS questions
FROM due d
JOIN contact c ON c.id = d.contact
LEFT JOIN interview i ON i.id = d.interview
WHERE NOT c.archived
ORDER BY overdue DESC, d.due_at, d.rule, d.subject;
