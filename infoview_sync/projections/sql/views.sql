-- What several questions ask of the projection tables. Temporary views: they hold no state.

-- Every subject that belongs to a contact, the contact and those merged into them included.
CREATE TEMP VIEW belonging AS
SELECT c.id AS contact, c.id AS subject FROM contact c
UNION ALL
SELECT a.survivor, a.contact FROM alias a
UNION ALL
SELECT o.contact, o.id FROM outreach o
UNION ALL
SELECT i.contact, i.id FROM interview i
UNION ALL
SELECT i.contact, q.id FROM interview i JOIN question q ON q.interview = i.id
UNION ALL
SELECT i.contact, n.id FROM interview i JOIN note n ON n.interview = i.id
UNION ALL
SELECT i.contact, n.id FROM interview i JOIN insight n ON n.interview = i.id
UNION ALL
SELECT n.contact, n.id FROM insight n WHERE n.contact IS NOT NULL
UNION ALL
SELECT r."from", r.id FROM referral r
UNION ALL
SELECT r."to", r.id FROM referral r WHERE r."to" IS NOT NULL
UNION ALL
SELECT r.contact, r.id FROM referral_request r
UNION ALL
SELECT a.contact, a.id FROM advice a
UNION ALL
SELECT o.contact, o.id FROM opportunity o WHERE o.contact IS NOT NULL
UNION ALL
SELECT i.contact, o.id FROM interview i JOIN opportunity o ON o.interview = i.id
UNION ALL
SELECT m.contact, m.id FROM mentorship m
UNION ALL
SELECT h.contact, h.id FROM help h
UNION ALL
SELECT t.contact, t.id FROM touch t
UNION ALL
SELECT r.contact, r.id FROM reminder r WHERE r.contact IS NOT NULL
UNION ALL
SELECT j.contact, j.id FROM journal j WHERE j.contact IS NOT NULL
UNION ALL
SELECT i.contact, j.id FROM interview i JOIN journal j ON j.interview = i.id;

-- Every time there was contact with somebody; two_way 0: the user wrote, and no answer is known.
CREATE TEMP VIEW contact_time AS
SELECT i.contact, i.ended_at AS at, i.ended_day AS day, 1 AS two_way
FROM interview i
WHERE i.status = 'completed' AND i.ended_at IS NOT NULL
UNION ALL
SELECT i.contact, i.thanked_at, i.thanked_day, 0 FROM interview i WHERE i.thanked_at IS NOT NULL
UNION ALL
SELECT o.contact, o.sent_at, o.sent_day, 0 FROM outreach o WHERE o.sent_at IS NOT NULL
UNION ALL
SELECT o.contact, o.followed_up_at, o.followed_up_day, 0
FROM outreach o
WHERE o.followed_up_at IS NOT NULL
UNION ALL
SELECT o.contact, o.last_reply_at, o.last_reply_day, 1
FROM outreach o
WHERE o.last_reply_at IS NOT NULL
UNION ALL
SELECT t.contact, t.at, t.day, t.direction <> 'sent' FROM touch t
UNION ALL
SELECT m.contact, m.last_session_at, m.last_session_day, 1
FROM mentorship m
WHERE m.last_session_at IS NOT NULL
UNION ALL
SELECT a.contact, a.reported_back_at, a.reported_back_day, 0
FROM advice a
WHERE a.reported_back_at IS NOT NULL;

CREATE TEMP VIEW last_contact AS
SELECT t.contact, max(t.at) AS at, max(t.day) AS day,
  max(CASE WHEN t.two_way THEN t.at END) AS two_way_at
FROM contact_time t
GROUP BY t.contact;

-- How often to keep in touch with each contact, in days, and by which norm (NULL: the user's own
-- word on this contact); NULL once the user has stopped it.
-- A pause is no cadence of its own: whoever asks compares `paused_until` with the present.
CREATE TEMP VIEW cadence AS
SELECT c.id AS contact,
  CASE
    WHEN c.cadence_state = 'stopped' THEN NULL
    WHEN c.norm IS NULL THEN c.cadence_days
    ELSE (SELECT value FROM norm WHERE name = c.norm)
  END AS every_days,
  c.norm,
  CASE
    WHEN c.cadence_state = 'paused' THEN coalesce(c.cadence_until, 9007199254740991)
  END AS paused_until
FROM (
  SELECT id, cadence_days, cadence_state, cadence_until,
    CASE
      WHEN cadence_days IS NOT NULL THEN NULL
      WHEN EXISTS (
        SELECT 1
        FROM mentorship m
        WHERE m.contact = contact.id AND m.started_at IS NOT NULL AND m.ended_at IS NULL
      ) THEN 'mentor_touch_days'
      ELSE 'keep_in_touch_days'
    END AS norm
  FROM contact
) c;

-- The stages of a contact in the order of the lifecycle (DOMAIN §2), and by which events one is
-- reached: `infoview person NAME --why` shows these.
CREATE TEMP TABLE stage_order (
  stage TEXT NOT NULL,
  number INTEGER NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (stage, type)
) STRICT, WITHOUT ROWID;

INSERT INTO stage_order (stage, number, type)
VALUES
  ('identified', 1, 'contact.added'),
  ('researched', 2, 'contact.classified'),
  ('researched', 2, 'contact.corrected'),
  ('researched', 2, 'outreach.drafted'),
  ('outreach_sent', 3, 'outreach.sent'),
  ('followed_up', 4, 'outreach.followed_up'),
  ('accepted', 5, 'reply.received'),
  ('deferred', 6, 'reply.received'),
  ('redirected', 7, 'reply.received'),
  ('declined', 8, 'reply.received'),
  ('closed_no_reply', 9, 'outreach.closed'),
  ('scheduled', 10, 'interview.scheduled'),
  ('scheduled', 10, 'interview.rescheduled'),
  ('prepared', 11, 'question.prepared'),
  ('conducted', 12, 'interview.started'),
  ('conducted', 12, 'interview.completed'),
  ('debriefed', 13, 'debrief.written'),
  ('thanked', 14, 'thank_you.sent'),
  ('referral_pursued', 15, 'referral.pursued'),
  ('reported_back', 16, 'advice.reported_back'),
  ('keep_in_touch', 17, 'touch.logged'),
  ('mentorship', 18, 'mentorship.started'),
  ('dormant', 19, 'interview.completed'),
  ('dormant', 19, 'touch.logged'),
  ('archived', 20, 'contact.archived');

-- Where each contact stands, leaving the present out of account: told by whatever began last, the
-- latest interview that was not called off or the latest thread. Once thanked, by the latest thing
-- that kept the contact alive.
CREATE TEMP VIEW contact_round AS
SELECT c.id AS contact, i.id AS interview, o.id AS outreach,
  i.id IS NOT NULL AND (
    o.sent_at IS NULL OR o.sent_at <= max(i.scheduled_at, coalesce(i.ended_at, 0))
  ) AS is_interview,
  CASE
    WHEN i.status = 'completed' AND i.thanked_at IS NOT NULL THEN 'thanked'
    WHEN i.status = 'completed' AND i.debrief <> '' THEN 'debriefed'
    WHEN i.status IN ('started', 'completed') THEN 'conducted'
    WHEN i.id IS NULL THEN NULL
    WHEN (SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed)
      >= (SELECT value FROM norm WHERE name = 'questions_min') THEN 'prepared'
    ELSE 'scheduled'
  END AS interview_stage,
  CASE
    WHEN o.disposition IS NOT NULL THEN o.disposition
    WHEN o.closed_at IS NOT NULL THEN 'closed_no_reply'
    WHEN o.follow_ups > 0 THEN 'followed_up'
    WHEN o.sent_at IS NOT NULL THEN 'outreach_sent'
    WHEN o.id IS NOT NULL OR c.researched_at IS NOT NULL THEN 'researched'
    ELSE 'identified'
  END AS thread_stage,
  i.thanked_at
FROM contact c
LEFT JOIN interview i ON i.id = (
  SELECT n.id
  FROM interview n
  WHERE n.contact = c.id AND n.status IN ('scheduled', 'started', 'completed')
  ORDER BY n.scheduled_at DESC, n.id DESC
  LIMIT 1
)
LEFT JOIN outreach o ON o.id = (
  SELECT n.id
  FROM outreach n
  WHERE n.contact = c.id
  ORDER BY coalesce(n.sent_at, 0) DESC, n.id DESC
  LIMIT 1
);

CREATE TEMP VIEW contact_stage AS
SELECT c.id AS contact, r.interview, r.outreach, r.is_interview,
  CASE
    WHEN c.archived THEN 'archived'
    WHEN EXISTS (
      SELECT 1
      FROM mentorship m
      WHERE m.contact = c.id AND m.started_at IS NOT NULL AND m.ended_at IS NULL
    ) THEN 'mentorship'
    WHEN r.is_interview AND r.interview_stage = 'thanked' THEN coalesce(
      (
        SELECT k.stage
        FROM (
          SELECT 'keep_in_touch' AS stage,
            (SELECT max(t.at) FROM touch t WHERE t.contact = c.id) AS at
          UNION ALL
          SELECT 'reported_back',
            (SELECT max(a.reported_back_at) FROM advice a WHERE a.contact = c.id)
          UNION ALL
          SELECT 'referral_pursued',
            (SELECT max(f.pursued_at) FROM referral f WHERE f."from" = c.id)
        ) k
        WHERE k.at > r.thanked_at
        ORDER BY k.at DESC, k.stage
        LIMIT 1
      ),
      'thanked'
    )
    WHEN r.is_interview THEN r.interview_stage
    ELSE r.thread_stage
  END AS stage
FROM contact c
JOIN contact_round r ON r.contact = c.id;

-- Events that forgetting a person may erase: all but those that hold no words about people.
CREATE TEMP VIEW erasable AS
SELECT e.log, e.seq, e.type, e.subject, e.body
FROM event e
LEFT JOIN kind_of k ON k.type = e.type
WHERE e.type <> ''
  AND coalesce(k.kind, '') NOT IN (
    'forgetting', 'retraction', 'device', 'setting', 'goal'
  );

-- What a week is judged by: each thing done, when, and on which local day.
CREATE TEMP VIEW act AS
SELECT 'sends' AS activity, o.sent_at AS at, o.sent_day AS day
FROM outreach o
WHERE o.sent_at IS NOT NULL
UNION ALL
SELECT 'follow_ups', f.at, f.day FROM follow_up f
UNION ALL
SELECT 'interviews', i.ended_at, i.ended_day
FROM interview i
WHERE i.status = 'completed' AND i.ended_at IS NOT NULL
UNION ALL
SELECT 'thanks', i.thanked_at, i.thanked_day FROM interview i WHERE i.thanked_at IS NOT NULL
UNION ALL
SELECT 'touches', t.at, t.day FROM touch t
UNION ALL
SELECT 'referrals_pursued', r.pursued_at, r.pursued_day
FROM referral r
WHERE r.pursued_at IS NOT NULL;

-- Who led to whom (measure 6, the network): everybody who named somebody or was named, by whom first
-- (`parent`, NULL at a root), since when, and how far from the root.
-- An edge of the referral graph: `parent` named `contact`. The earliest is the one that counts.
CREATE TEMP VIEW referral_chain AS
WITH RECURSIVE edge (contact, parent, at, id) AS (
  SELECT r."to", r."from", r.received_at, r.id
  FROM referral r
  WHERE r."to" IS NOT NULL AND r."to" <> r."from"
  UNION ALL
  SELECT o.contact, o.referrer, o.sent_at, o.id
  FROM outreach o
  WHERE o.referrer IS NOT NULL AND o.sent_at IS NOT NULL AND o.referrer <> o.contact
),
link AS MATERIALIZED (
  SELECT e.contact, e.parent, e.at, e.id
  FROM (
    SELECT d.*, row_number() OVER (PARTITION BY d.contact ORDER BY d.at, d.id, d.parent) AS place
    FROM edge d
  ) e
  WHERE e.place = 1
),
-- Down from those whom nobody named. What is not reached hangs on a circle: hardly ever anybody,
-- and only from there is walked up, past earlier edges only, by those who led to somebody. Whoever
-- comes back to the start so has gone round a circle of which the start's edge is the latest: it
-- is cut.
reached (contact) AS (
  SELECT l.parent FROM link l WHERE l.parent NOT IN (SELECT contact FROM link)
  UNION
  SELECT l.contact FROM reached r JOIN link l ON l.parent = r.contact
),
walk (start, start_at, start_id, contact) AS (
  SELECT l.contact, l.at, l.id, l.parent
  FROM link l
  WHERE l.contact NOT IN (SELECT contact FROM reached)
    AND l.contact IN (SELECT parent FROM link)
  UNION
  SELECT w.start, w.start_at, w.start_id, l.parent
  FROM walk w
  JOIN link l ON l.contact = w.contact
  WHERE (l.at, l.id, l.contact) < (w.start_at, w.start_id, w.start)
),
cut AS MATERIALIZED (
  SELECT w.start AS contact FROM walk w WHERE w.contact = w.start
),
chain (contact, depth, parent, at, root) AS (
  SELECT l.parent, 0, NULL, NULL, l.parent
  FROM link l
  WHERE l.parent NOT IN (SELECT contact FROM link)
  UNION
  SELECT c.contact, 0, NULL, NULL, c.contact FROM cut c
  UNION
  SELECT l.contact, n.depth + 1, l.parent, l.at, n.root
  FROM chain n
  JOIN link l ON l.parent = n.contact
  WHERE l.contact NOT IN (SELECT contact FROM cut)
)
SELECT contact, depth, parent, at, root FROM chain;
