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

-- How often to keep in touch with each contact, in days, and by which norm (NULL: the user's own
-- word on this contact); NULL once the user has stopped it.
-- A pause is no cadence of its own: whoever asks compares `paused_until` with the present.
CREATE TEMP VIEW cadence AS
SELECT c.id AS contact,
  CASE
    WHEN c.cadence_state = 'stopped' THEN NULL
    WHEN c.cadence_days IS NOT NULL THEN c.cadence_days
    WHEN s.mentored THEN n.mentor_touch_days
    ELSE n.keep_in_touch_days
  END AS every_days,
  CASE
    WHEN c.cadence_days IS NOT NULL THEN NULL
    WHEN s.mentored THEN 'mentor_touch_days'
    ELSE 'keep_in_touch_days'
  END AS norm,
  CASE
    WHEN c.cadence_state = 'paused' THEN coalesce(c.cadence_until, 9007199254740991)
  END AS paused_until
FROM contact c
JOIN standing s ON s.contact = c.id
CROSS JOIN norms n;

-- From when on silence makes each contact dormant: thanked once, and no sign for longer than the cadence.
-- A stage at a moment, so whoever asks compares `from_at` with the present.
CREATE TEMP VIEW dormancy AS
SELECT s.contact,
  max(s.two_way_at + e.every_days * 86400000, coalesce(e.paused_until, 0) - 1) AS from_at
FROM standing s
JOIN cadence e ON e.contact = s.contact
WHERE s.stage IN ('thanked', 'referral_pursued', 'reported_back', 'keep_in_touch');

-- Threads that are sent, not closed, and without an answer: neither in whichever thread nor by agreeing
-- to a talk.
CREATE TEMP VIEW unanswered AS
SELECT o.id, o.contact, o.sent_at, o.sent_day, o.follow_ups, o.followed_up_at, o.followed_up_day
FROM outreach o
WHERE o.sent_at IS NOT NULL
  AND o.replied_at IS NULL
  AND o.closed_at IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM outreach p WHERE p.contact = o.contact AND p.last_reply_at >= o.sent_at
  )
  AND NOT EXISTS (
    SELECT 1
    FROM interview i
    WHERE i.contact = o.contact
      AND i.agreed_at >= o.sent_at
      AND coalesce(i.ended_at, i.starts_at) >= o.sent_at
  );

-- Who works where with others: those who work for themselves, or say that they do not, are in no one
-- place, whatever address books have them say.
CREATE TEMP VIEW colleague AS
SELECT c.id, c.name, c.archived, lower(trim(c.org)) AS place
FROM contact c
WHERE lower(trim(c.org)) NOT IN (
  '', 'freelance', 'freelancer', 'freelancing', 'self-employed', 'self employed', 'self', 'independent',
  'consultant', 'contractor', 'retired', 'student', 'unemployed', 'various', 'none', 'n/a', 'na', '-',
  'freiberuflich', 'selbständig', 'selbstständig', 'indépendant', 'indépendante', 'autónomo', 'autónoma'
);

-- Which of them was never written to, nor agreed to a talk: the next there (3B7).
CREATE TEMP VIEW unapproached AS
SELECT c.id, c.name, c.place
FROM colleague c
WHERE NOT c.archived
  AND NOT EXISTS (SELECT 1 FROM outreach o WHERE o.contact = c.id AND o.sent_at IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1
    FROM interview i
    WHERE i.contact = c.id AND i.status IN ('scheduled', 'started', 'completed')
  );

-- What calendars were told of each interview. An undo takes a move or a cancellation out of account,
-- but not out of the calendars, which take no lower SEQUENCE: so what was undone counts too, as does
-- each undo and redo of it. Read from the log, because no row may keep a trace of what was undone.
CREATE TEMP VIEW revision AS
SELECT i.id AS interview, sum(e.type <> 'interview.scheduled') AS revisions,
  coalesce(max(e.body ->> '$.data.calendar_sequence'), 0) AS invited_sequence,
  max(e.occurred_at) AS revised_at
FROM interview i
CROSS JOIN event e ON e.subject = i.id
LEFT JOIN event u
  ON u.log = e.body ->> '$.data.log'
  AND u.seq = e.body ->> '$.data.seq'
  AND u.subject = e.subject
WHERE e.type IN (
    'interview.scheduled', 'interview.rescheduled', 'interview.cancelled', 'event.retracted',
    'event.restored'
  )
  AND (
    e.type = 'interview.scheduled'
    OR coalesce(u.type, e.type) IN ('interview.rescheduled', 'interview.cancelled')
  )
GROUP BY i.id;

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

-- The contacts whose standing the touched subjects may change: asked before their rows are computed
-- again, and after, because a row may come, go or change hands.
CREATE TEMP VIEW concerned AS
SELECT t.subject AS contact FROM touched t WHERE t.kind = 'contact'
UNION ALL
SELECT o.contact FROM touched t CROSS JOIN outreach o ON o.id = t.subject WHERE t.kind = 'outreach'
UNION ALL
SELECT i.contact FROM touched t CROSS JOIN interview i ON i.id = t.subject WHERE t.kind = 'interview'
UNION ALL
SELECT i.contact
FROM touched t
CROSS JOIN question q ON q.id = t.subject
CROSS JOIN interview i ON i.id = q.interview
WHERE t.kind = 'question'
UNION ALL
SELECT m.contact FROM touched t CROSS JOIN mentorship m ON m.id = t.subject WHERE t.kind = 'mentorship'
UNION ALL
SELECT a.contact FROM touched t CROSS JOIN advice a ON a.id = t.subject WHERE t.kind = 'advice'
UNION ALL
SELECT r."from" FROM touched t CROSS JOIN referral r ON r.id = t.subject WHERE t.kind = 'referral'
UNION ALL
SELECT c.contact FROM touched t CROSS JOIN touch c ON c.id = t.subject WHERE t.kind = 'touch'
UNION ALL
-- A norm says from how many questions on somebody is prepared.
SELECT i.contact
FROM interview i
WHERE i.status = 'scheduled' AND EXISTS (SELECT 1 FROM touched t WHERE t.kind = 'setting');

-- Events that forgetting a person may erase: all but those that hold no words about people.
CREATE TEMP VIEW erasable AS
SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.body
FROM event e
LEFT JOIN kind_of k ON k.type = e.type
WHERE e.type <> ''
  AND coalesce(k.kind, '') NOT IN (
    'forgetting', 'retraction', 'device', 'recovery', 'setting', 'goal'
  );

-- What an event is about beside its subject: the fields by which forgetting finds what belongs to
-- somebody, and `undone` whose it was.
CREATE TEMP VIEW naming AS
SELECT e.log, e.seq, e.type, e.subject, n.value AS named
FROM erasable e
CROSS JOIN json_each(
  json_array(
    e.body ->> '$.data.contact',
    e.body ->> '$.data.interview',
    e.body ->> '$.data.source_interview',
    e.body ->> '$.data.from',
    e.body ->> '$.data.to'
  )
) n
WHERE n.type = 'text';

-- What belonged to a contact and has no row any more, or hangs on an interview that has none, because
-- it was undone: `belonging` cannot find it, but what was undone can be looked for, and done again.
CREATE TEMP VIEW undone AS
WITH unsaid AS MATERIALIZED (
  SELECT coalesce(a.survivor, n.named) AS named, n.subject
  FROM retracted r
  CROSS JOIN naming n ON n.log = r.log AND n.seq = r.seq
  LEFT JOIN alias a ON a.contact = n.named
  -- These name nobody else, and an import that was undone has thousands of them.
  WHERE n.type NOT GLOB 'contact.*'
)
SELECT u.named AS contact, u.subject FROM unsaid u
UNION ALL
SELECT i.contact, u.subject FROM unsaid u CROSS JOIN interview i ON i.id = u.named
UNION ALL
SELECT i.named, u.subject FROM unsaid i JOIN unsaid u ON u.named = i.subject
UNION ALL
SELECT i.named, q.id FROM unsaid i CROSS JOIN question q ON q.interview = i.subject
UNION ALL
SELECT i.named, n.id FROM unsaid i CROSS JOIN note n ON n.interview = i.subject
UNION ALL
SELECT i.named, n.id FROM unsaid i CROSS JOIN insight n ON n.interview = i.subject
UNION ALL
SELECT i.named, o.id FROM unsaid i CROSS JOIN opportunity o ON o.interview = i.subject
UNION ALL
SELECT i.named, j.id FROM unsaid i CROSS JOIN journal j ON j.interview = i.subject;

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
