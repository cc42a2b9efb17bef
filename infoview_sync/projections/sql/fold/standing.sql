-- Where each concerned contact stands, leaving the present out of account. Runs after the rows that it
-- weighs. The stage is told by whatever began last, the latest interview that was not called off or
-- the latest thread; once thanked, by the latest thing that kept the contact alive.

INSERT OR IGNORE INTO touched (kind, subject)
SELECT 'standing', contact FROM concerned;

DELETE FROM standing
WHERE contact IN (SELECT subject FROM touched WHERE kind = 'standing');

INSERT INTO standing (
  contact, stage, interview, outreach, interviewed, meeting, mentored, was_mentored, contact_at,
  contact_day, two_way_at
)
WITH someone AS MATERIALIZED (
  SELECT c.id, c.archived, c.researched_at
  FROM touched t
  CROSS JOIN contact c ON c.id = t.subject
  WHERE t.kind = 'standing'
),
-- Every time there was contact; two_way 0: the user wrote, and no answer is known.
contact_time (contact, at, day, two_way) AS (
  SELECT i.contact, i.ended_at, i.ended_day, 1
  FROM someone s
  CROSS JOIN interview i ON i.contact = s.id
  WHERE i.status = 'completed' AND i.ended_at IS NOT NULL
  UNION ALL
  SELECT i.contact, i.thanked_at, i.thanked_day, 0
  FROM someone s
  CROSS JOIN interview i ON i.contact = s.id
  WHERE i.thanked_at IS NOT NULL
  UNION ALL
  SELECT o.contact, o.sent_at, o.sent_day, 0
  FROM someone s
  CROSS JOIN outreach o ON o.contact = s.id
  WHERE o.sent_at IS NOT NULL
  UNION ALL
  SELECT o.contact, o.followed_up_at, o.followed_up_day, 0
  FROM someone s
  CROSS JOIN outreach o ON o.contact = s.id
  WHERE o.followed_up_at IS NOT NULL
  UNION ALL
  SELECT o.contact, o.last_reply_at, o.last_reply_day, 1
  FROM someone s
  CROSS JOIN outreach o ON o.contact = s.id
  WHERE o.last_reply_at IS NOT NULL
  UNION ALL
  SELECT c.contact, c.at, c.day, c.direction <> 'sent'
  FROM someone s
  CROSS JOIN touch c ON c.contact = s.id
  UNION ALL
  SELECT m.contact, m.last_session_at, m.last_session_day, 1
  FROM someone s
  CROSS JOIN mentorship m ON m.contact = s.id
  WHERE m.last_session_at IS NOT NULL
  UNION ALL
  SELECT a.contact, a.reported_back_at, a.reported_back_day, 0
  FROM someone s
  CROSS JOIN advice a ON a.contact = s.id
  WHERE a.reported_back_at IS NOT NULL
),
last_contact AS MATERIALIZED (
  SELECT t.contact, max(t.at) AS at, max(t.day) AS day,
    max(CASE WHEN t.two_way THEN t.at END) AS two_way_at
  FROM contact_time t
  GROUP BY t.contact
),
round AS (
  SELECT s.id, s.archived, i.id AS interview, o.id AS outreach, i.thanked_at,
    i.id IS NOT NULL AND (
      o.sent_at IS NULL OR o.sent_at <= max(i.scheduled_at, coalesce(i.ended_at, 0))
    ) AS is_interview,
    CASE
      WHEN i.status = 'completed' AND i.thanked_at IS NOT NULL THEN 'thanked'
      WHEN i.status = 'completed' AND i.debrief <> '' THEN 'debriefed'
      WHEN i.status IN ('started', 'completed') THEN 'conducted'
      WHEN i.id IS NULL THEN NULL
      WHEN (SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed)
        >= n.questions_min THEN 'prepared'
      ELSE 'scheduled'
    END AS interview_stage,
    CASE
      WHEN o.disposition IS NOT NULL THEN o.disposition
      WHEN o.closed_at IS NOT NULL THEN 'closed_no_reply'
      WHEN o.follow_ups > 0 THEN 'followed_up'
      WHEN o.sent_at IS NOT NULL THEN 'outreach_sent'
      WHEN o.id IS NOT NULL OR s.researched_at IS NOT NULL THEN 'researched'
      ELSE 'identified'
    END AS thread_stage
  FROM someone s
  CROSS JOIN norms n
  LEFT JOIN interview i ON i.id = (
    SELECT x.id
    FROM interview x
    WHERE x.contact = s.id AND x.status IN ('scheduled', 'started', 'completed')
    ORDER BY x.scheduled_at DESC, x.id DESC
    LIMIT 1
  )
  LEFT JOIN outreach o ON o.id = (
    SELECT x.id
    FROM outreach x
    WHERE x.contact = s.id
    ORDER BY coalesce(x.sent_at, 0) DESC, x.id DESC
    LIMIT 1
  )
),
known AS (
  SELECT r.*,
    EXISTS (
      SELECT 1
      FROM interview i
      WHERE i.contact = r.id AND i.status = 'completed' AND i.ended_at IS NOT NULL
    ) AS interviewed,
    EXISTS (
      SELECT 1 FROM interview i WHERE i.contact = r.id AND i.status IN ('scheduled', 'started')
    ) AS meeting,
    EXISTS (
      SELECT 1
      FROM mentorship m
      WHERE m.contact = r.id AND m.started_at IS NOT NULL AND m.ended_at IS NULL
    ) AS mentored,
    EXISTS (
      SELECT 1 FROM mentorship m WHERE m.contact = r.id AND m.started_at IS NOT NULL
    ) AS was_mentored
  FROM round r
)
SELECT k.id,
  CASE
    WHEN k.archived THEN 'archived'
    WHEN k.mentored THEN 'mentorship'
    WHEN k.is_interview AND k.interview_stage = 'thanked' THEN coalesce(
      (
        SELECT a.stage
        FROM (
          SELECT 'keep_in_touch' AS stage,
            (SELECT max(c.at) FROM touch c WHERE c.contact = k.id) AS at
          UNION ALL
          SELECT 'reported_back',
            (SELECT max(v.reported_back_at) FROM advice v WHERE v.contact = k.id)
          UNION ALL
          SELECT 'referral_pursued',
            (SELECT max(f.pursued_at) FROM referral f WHERE f."from" = k.id)
        ) a
        WHERE a.at > k.thanked_at
        ORDER BY a.at DESC, a.stage
        LIMIT 1
      ),
      'thanked'
    )
    WHEN k.is_interview THEN k.interview_stage
    ELSE k.thread_stage
  END,
  k.interview, k.outreach, k.interviewed, k.meeting, k.mentored, k.was_mentored, l.at, l.day,
  l.two_way_at
FROM known k
LEFT JOIN last_contact l ON l.contact = k.id;
