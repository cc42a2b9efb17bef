-- What is due and why, most urgent first, and last what has waited so long that it is no news
-- (`stale`); DOMAIN §4. One SELECT a rule. Nothing here is stored:
-- it follows from the facts, the norms and the moment, so it is the same on every device.
-- :now (ms) and :today (local day, days since 1970), :offset_min minutes east of UTC; shown is what
-- is due by :until (ms) or on :until_day: now and today for today, the week's end for a week.
-- A rule in hours counts elapsed time; one in days counts local calendar days, which daylight
-- saving cannot move. `from_day` is when it became due (what has happened is never of tomorrow, not
-- even for somebody who has flown west since: the smaller of that day here and there), `due_at` or `due_day` its target, after
-- which it is late; some are overdue later still. `due_at` of a day is its end by today's offset,
-- for the order: beyond a change of the clocks, that may be the next day there. So `due_day` is what is
-- shown, and null where a moment is meant.
-- Weekdays before day d are ((d + 3) / 7) * 5 + min((d + 3) % 7, 5): 1970-01-01 was a Thursday;
-- and weekday number j, counted from that Monday, is day j / 5 * 7 + j % 5 - 3.
WITH said AS MATERIALIZED (
  -- The norms, once for all rules: each rule would have them compiled and worked out anew.
  SELECT * FROM norms
),
waiting AS MATERIALIZED (
  -- `last_day` is that of the last message, `weekday` its number.
  SELECT u.id, u.contact, u.sent_at, u.sent_day, u.follow_ups, u.followed_up_at,
    coalesce(u.followed_up_day, u.sent_day) AS last_day,
    (u.sent_day + 4) / 7 * 5 + min((u.sent_day + 4) % 7, 5) - 1 AS sent_weekday,
    (coalesce(u.followed_up_day, u.sent_day) + 4) / 7 * 5
      + min((coalesce(u.followed_up_day, u.sent_day) + 4) % 7, 5) - 1 AS last_weekday
  FROM unanswered u
  WHERE u.sent_at <= :now
),
-- Of each place (an organisation) the thread that was sent last, of those without an answer.
last_waiting AS (
  SELECT c.place, w.id, w.contact, w.sent_weekday, max(w.sent_at) AS sent_at
  FROM waiting w
  CROSS JOIN colleague c ON c.id = w.contact
  GROUP BY c.place
),
-- Of each contact the talk that was called off or missed last.
called_off AS MATERIALIZED (
  SELECT o.contact, o.id, o.agreed_at, o.agreed_day, o.ends_at, o.off_at, o.off_day
  FROM (
    SELECT i.*, coalesce(i.ended_at, i.starts_at, i.off_at) AS ends_at,
      row_number() OVER (PARTITION BY i.contact ORDER BY i.off_at DESC, i.id DESC) AS number
    FROM interview i
    WHERE i.status IN ('cancelled', 'missed')
  ) o
  WHERE o.number = 1
),
-- With whom a time is to be found: what each said last is a yes, logged or not, and nothing has come
-- of it. `said_at` is when they said it, `since_at` from when it is open.
yes (id, contact, closed_at, said_at, since_at, since_day) AS (
  -- What was agreed on and called off is open again since then, not since the yes.
  SELECT o.id, o.contact, o.closed_at, o.last_reply_at, max(o.last_reply_at, coalesce(f.off_at, 0)),
    CASE WHEN f.off_at > o.last_reply_at THEN f.off_day ELSE o.last_reply_day END
  FROM outreach o
  LEFT JOIN called_off f ON f.contact = o.contact
  WHERE o.disposition = 'accepted'
    AND coalesce(f.agreed_at, -1) < o.last_reply_at
    AND NOT EXISTS (
      SELECT 1
      FROM interview i
      WHERE i.contact = o.contact
        AND (
          i.status IN ('scheduled', 'started')
            AND max(i.agreed_at, coalesce(i.starts_at, 0)) >= coalesce(o.sent_at, 0)
          OR i.status = 'completed'
            AND max(i.agreed_at, coalesce(i.ended_at, 0)) >= coalesce(o.sent_at, 0)
        )
    )
    AND NOT EXISTS (
      SELECT 1 FROM outreach p WHERE p.contact = o.contact AND p.last_reply_at > o.last_reply_at
    )
  UNION ALL
  -- Whoever agreed to a talk said yes: in the latest thread by then, if there is one since one last met.
  SELECT coalesce(o.id, f.id), f.contact, o.closed_at, f.agreed_at, f.off_at, f.off_day
  FROM called_off f
  LEFT JOIN outreach o
    ON o.id = (
      SELECT p.id
      FROM outreach p
      WHERE p.contact = f.contact
        AND p.sent_at <= min(f.agreed_at, f.ends_at)
        AND max(p.sent_at, coalesce(p.last_reply_at, 0)) > coalesce(
          (
            SELECT max(i.ended_at)
            FROM interview i
            WHERE i.contact = f.contact AND i.status = 'completed'
          ),
          0
        )
      ORDER BY p.sent_at DESC, p.id DESC
      LIMIT 1
    )
  WHERE NOT EXISTS (
      SELECT 1
      FROM outreach p
      WHERE p.contact = f.contact AND max(p.sent_at, coalesce(p.last_reply_at, 0)) > f.agreed_at
    )
    AND NOT EXISTS (
      SELECT 1
      FROM interview i
      WHERE i.contact = f.contact
        AND (
          i.status IN ('scheduled', 'started')
            AND max(i.agreed_at, coalesce(i.starts_at, 0)) >= f.agreed_at
          OR i.status = 'completed'
            AND (i.agreed_at > f.agreed_at OR i.ended_at >= min(f.ends_at, f.off_at))
        )
    )
),
-- With whom to keep in touch, when one last was (NULL: not yet), and from which day it counts.
kept AS MATERIALIZED (
  SELECT s.contact, s.contact_at AS at,
    coalesce(
      s.contact_day,
      (coalesce(
        (SELECT c.cadence_set_at FROM contact c WHERE c.id = s.contact),
        (SELECT max(m.started_at) FROM mentorship m WHERE m.contact = s.contact)
      ) / 60000 + :offset_min) / 1440
    ) AS day
  FROM standing s
  WHERE NOT s.meeting
    AND (
      s.interviewed
      OR s.was_mentored
      OR s.contact IN (SELECT c.id FROM contact c WHERE c.cadence_days IS NOT NULL)
    )
),
due AS (
  SELECT 'thank_you' AS rule, i.id AS subject, i.contact, i.id AS interview, NULL AS other,
    NULL AS text, i.ended_at AS since_at,
    min(i.ended_day, (i.ended_at / 60000 + :offset_min) / 1440) AS from_day,
    i.ended_at + n.thank_within_hours * 3600000 AS due_at, NULL AS due_day,
    i.ended_day + n.thank_overdue_days AS overdue_day
  FROM said n
  CROSS JOIN interview i
  WHERE i.status = 'completed' AND i.thanked_at IS NULL AND i.ended_at <= :now
  UNION ALL
  SELECT 'debrief', i.id, i.contact, i.id, NULL, NULL, i.ended_at,
    min(i.ended_day, (i.ended_at / 60000 + :offset_min) / 1440), NULL,
    i.ended_day + n.debrief_within_days, NULL
  FROM said n
  CROSS JOIN interview i
  WHERE i.status = 'completed' AND coalesce(i.debrief, '') = '' AND i.ended_at <= :now
  UNION ALL
  SELECT 'prepare', i.id, i.contact, i.id, NULL, NULL, i.agreed_at,
    min(i.agreed_day, (i.agreed_at / 60000 + :offset_min) / 1440), i.starts_at, NULL, NULL
  FROM said n
  CROSS JOIN interview i
  WHERE i.status = 'scheduled'
    AND i.starts_at > :now
    AND (SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed)
      < n.questions_min
  UNION ALL
  SELECT 'confirm', i.id, i.contact, i.id, NULL, NULL, i.agreed_at,
    min(i.starts_day, (i.starts_at / 60000 + :offset_min) / 1440) - n.confirm_days_before, NULL,
    min(i.starts_day, (i.starts_at / 60000 + :offset_min) / 1440) - n.confirm_days_before, NULL
  FROM said n
  CROSS JOIN interview i
  WHERE i.status = 'scheduled'
    AND i.starts_at > :now
    AND n.confirm_days_before > 0
    AND i.agreed_day
      < min(i.starts_day, (i.starts_at / 60000 + :offset_min) / 1440) - n.confirm_days_before
  UNION ALL
  SELECT 'hold', i.id, i.contact, i.id, NULL, NULL, i.agreed_at,
    min(i.agreed_day, (i.agreed_at / 60000 + :offset_min) / 1440), i.starts_at, NULL,
    CASE WHEN i.starts_at + coalesce(i.planned_minutes, n.planned_minutes) * 60000 < :now THEN -1 END
  FROM said n
  CROSS JOIN interview i
  WHERE i.status = 'scheduled'
    AND (
      i.starts_at <= :now
      OR (SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed)
        >= n.questions_min
    )
  UNION ALL
  SELECT 'time_up', i.id, i.contact, i.id, NULL, NULL, i.started_at,
    min(i.starts_day, (i.started_at / 60000 + :offset_min) / 1440),
    i.started_at + coalesce(i.planned_minutes, n.planned_minutes) * 60000, NULL, NULL
  FROM said n
  CROSS JOIN interview i
  WHERE i.status = 'started'
    AND i.started_at + coalesce(i.planned_minutes, n.planned_minutes) * 60000 <= :now
  UNION ALL
  -- 3B7: silent for three business days, and nobody else there was written to since.
  SELECT 'elsewhere', l.id, l.contact, NULL, NULL, NULL, l.sent_at,
    (l.sent_weekday + n.elsewhere_business_days) / 5 * 7
      + (l.sent_weekday + n.elsewhere_business_days) % 5 - 3,
    NULL,
    (l.sent_weekday + n.elsewhere_business_days) / 5 * 7
      + (l.sent_weekday + n.elsewhere_business_days) % 5 - 3,
    NULL
  FROM said n
  CROSS JOIN last_waiting l
  WHERE NOT EXISTS (
    SELECT 1
    FROM contact x
    CROSS JOIN outreach p ON p.contact = x.id
    WHERE lower(trim(x.org)) = l.place AND x.id <> l.contact AND p.sent_at > l.sent_at
  )
  UNION ALL
  SELECT 'follow_up', w.id, w.contact, NULL, NULL, NULL, coalesce(w.followed_up_at, w.sent_at),
    (w.last_weekday + n.follow_up_business_days) / 5 * 7
      + (w.last_weekday + n.follow_up_business_days) % 5 - 3,
    NULL,
    (w.last_weekday + n.follow_up_business_days) / 5 * 7
      + (w.last_weekday + n.follow_up_business_days) % 5 - 3,
    (w.last_weekday + 2 * n.follow_up_business_days) / 5 * 7
      + (w.last_weekday + 2 * n.follow_up_business_days) % 5 - 3
  FROM said n
  CROSS JOIN waiting w
  WHERE w.follow_ups < n.follow_ups_max
  UNION ALL
  SELECT 'close', w.id, w.contact, NULL, NULL, NULL, coalesce(w.followed_up_at, w.sent_at),
    w.last_day + n.close_after_days, NULL, w.last_day + n.close_after_days, NULL
  FROM said n
  CROSS JOIN waiting w
  WHERE w.follow_ups >= n.follow_ups_max
  UNION ALL
  SELECT 'schedule', y.id, y.contact, NULL, NULL, NULL, y.since_at,
    min(y.since_day, (y.since_at / 60000 + :offset_min) / 1440), NULL,
    y.since_day + n.schedule_within_days, y.since_day + n.schedule_within_days
  FROM said n
  CROSS JOIN yes y
  WHERE coalesce(y.closed_at, -1) < y.said_at
  UNION ALL
  SELECT 'referral', r.id, coalesce(r."to", r."from"), NULL, r."from",
    CASE WHEN r."to" IS NULL THEN r.name_only END, r.received_at,
    min(r.received_day, (r.received_at / 60000 + :offset_min) / 1440), NULL,
    r.received_day + n.referral_within_days, r.received_day + n.referral_within_days
  FROM said n
  CROSS JOIN referral r
  WHERE r.pursued_at IS NULL
    AND r.declined_at IS NULL
    AND coalesce(r.intro_by, 'me') <> 'them'
    AND NOT EXISTS (SELECT 1 FROM outreach o WHERE o.contact = r."to" AND o.sent_at >= r.received_at)
    AND NOT EXISTS (
      SELECT 1
      FROM interview i
      WHERE i.contact = r."to"
        AND (i.status IN ('scheduled', 'started') OR i.ended_at >= r.received_at)
    )
  UNION ALL
  -- After an introduction: tell the one who introduced how it goes.
  SELECT 'check_in', r.id, r."from", NULL, r."to", CASE WHEN r."to" IS NULL THEN r.name_only END,
    coalesce(r.pursued_at, r.received_at),
    coalesce(r.pursued_day, r.received_day) + n.check_in_after_days, NULL,
    coalesce(r.pursued_day, r.received_day) + n.check_in_overdue_days,
    coalesce(r.pursued_day, r.received_day) + n.check_in_overdue_days
  FROM said n
  CROSS JOIN referral r
  WHERE r.intro_by = 'them'
    AND r.declined_at IS NULL
    AND NOT EXISTS (
      SELECT 1
      FROM standing s
      WHERE s.contact = r."from"
        AND s.contact_day >= coalesce(r.pursued_day, r.received_day) + n.check_in_after_days
    )
  UNION ALL
  SELECT 'report_back', a.id, a.contact, a.interview, NULL, a.text,
    coalesce(a.acted_on_at, a.received_at),
    coalesce(a.acted_on_day, a.received_day + n.report_back_days - n.report_back_lead_days), NULL,
    a.received_day + n.report_back_days, a.received_day + n.report_back_days
  FROM said n
  CROSS JOIN advice a
  WHERE a.reported_back_at IS NULL
  UNION ALL
  -- Contact either way counts, and so does having dismissed it: nobody is asked twice. Without any
  -- contact yet, the time begins when the rhythm was set, or the mentorship began.
  SELECT 'keep_in_touch', k.contact, k.contact, NULL, NULL, NULL, k.at,
    max(k.day, coalesce(m.closed_day, 0)) + e.every_days, NULL,
    max(k.day, coalesce(m.closed_day, 0)) + e.every_days, NULL
  FROM kept k
  JOIN cadence e ON e.contact = k.contact
  LEFT JOIN due_mark m ON m.subject = k.contact AND m.rule = 'keep_in_touch'
  WHERE e.every_days IS NOT NULL
    AND coalesce(e.paused_until, 0) <= :now
  UNION ALL
  SELECT 'reminder', r.id, r.contact, NULL, NULL, r.text, r.scheduled_at, r.due_day, r.due_at, NULL,
    r.due_day
  FROM reminder r
),
-- What is to be shown by now, each with its place in the order. A snooze ends with the appointment,
-- say, that it was about: what is due since a later moment is due.
shown AS MATERIALIZED (
  SELECT d.*,
    coalesce(d.due_at, (d.due_day + 1) * 86400000 - :offset_min * 60000 - 1) AS target_at,
    -- Nor is old what was put off until lately, or what the user has just asked for.
    coalesce(d.due_day, (d.due_at / 60000 + :offset_min) / 1440) < n.stale_before
      AND coalesce((m.snoozed_until / 60000 + :offset_min) / 1440, 0) < n.stale_before
      AND NOT (
        d.rule = 'keep_in_touch'
        AND EXISTS (
          SELECT 1
          FROM contact c
          WHERE c.id = d.contact
            AND (max(coalesce(c.cadence_set_at, 0), coalesce(c.cadence_until, 0)) / 60000
              + :offset_min) / 1440 >= n.stale_before
        )
      ) AS stale,
    -- First what belongs to a talk just held or about to be; last what is a suggestion only.
    CASE
      WHEN d.rule IN ('time_up', 'thank_you', 'confirm') THEN 0
      WHEN d.rule IN ('hold', 'prepare', 'reminder')
        AND coalesce(d.due_day, (d.due_at / 60000 + :offset_min) / 1440) <= :today + 1 THEN 0
      WHEN d.rule IN ('keep_in_touch', 'close', 'elsewhere') THEN 2
      ELSE 1
    END AS place,
    CASE WHEN m.snoozed_at >= coalesce(d.since_at, 0) THEN m.snoozed_until END AS snoozed_until
  FROM due d
  CROSS JOIN (SELECT :today - stale_after_days AS stale_before FROM said) n
  LEFT JOIN standing s ON s.contact = d.contact
  LEFT JOIN due_mark m ON m.subject = d.subject AND m.rule = d.rule
  WHERE d.from_day <= :until_day
    AND (d.contact IS NULL OR s.stage <> 'archived')
    AND (d.rule = 'keep_in_touch' OR coalesce(m.closed_at, -1) < d.since_at)
    AND NOT (coalesce(m.snoozed_until, 0) > :until AND m.snoozed_at >= coalesce(d.since_at, 0))
    AND (:contact IS NULL OR d.contact = :contact)
),
-- Put in order and cut to :limit (-1: all) before anything is looked up for show.
chosen AS MATERIALIZED (
  SELECT s.*, (SELECT count(*) FROM shown) AS total
  FROM shown s
  ORDER BY s.stale, s.place, s.target_at, s.rule, s.subject
  LIMIT :limit
),
-- How often to keep in touch is said by the user, by the mentors' norm or by everybody's.
weighed AS (
  SELECT d.*, u.todo,
    CASE
      WHEN d.rule = 'elsewhere'
        THEN (
          SELECT x.id
          FROM unapproached x
          WHERE x.place = (SELECT lower(trim(c.org)) FROM contact c WHERE c.id = d.contact)
            AND x.id <> d.contact
          ORDER BY x.name, x.id
          LIMIT 1
        )
      ELSE d.other
    END AS whom,
    CASE
      WHEN d.rule = 'keep_in_touch'
        THEN (SELECT e.every_days FROM cadence e WHERE e.contact = d.contact)
    END AS every_days,
    CASE
      WHEN d.rule = 'keep_in_touch' THEN (SELECT e.norm FROM cadence e WHERE e.contact = d.contact)
      ELSE u.norm
    END AS norm
  FROM chosen d
  JOIN due_rule u ON u.rule = d.rule
)
SELECT d.rule, d.todo, d.subject, d.contact, c.name, c.org, d.interview, d.whom AS other,
  x.name AS other_name, d.text, d.since_at, d.from_day, d.target_at AS due_at, d.due_day,
  CASE WHEN d.due_at IS NULL THEN d.due_day < :today ELSE d.due_at < :now END AS late,
  coalesce(d.overdue_day < :today, 0) AS overdue, d.stale,
  i.starts_local, i.tz, i.planned_minutes, i.mode, i.place,
  (SELECT count(*) FROM question q WHERE q.interview = d.interview AND NOT q.removed) AS questions,
  d.snoozed_until, b.name AS norm,
  coalesce((SELECT v.value FROM norm v WHERE v.name = d.norm), d.every_days) AS norm_value,
  coalesce(b.unit, CASE WHEN d.every_days IS NOT NULL THEN 'days' END) AS norm_unit,
  coalesce(b.source, CASE WHEN d.every_days IS NOT NULL THEN 'your own' END) AS norm_source,
  d.total
FROM weighed d
LEFT JOIN norm_default b ON b.name = d.norm
LEFT JOIN contact c ON c.id = d.contact
LEFT JOIN contact x ON x.id = d.whom
LEFT JOIN interview i ON i.id = d.interview
ORDER BY d.stale, d.place, d.target_at, d.rule, d.subject;
