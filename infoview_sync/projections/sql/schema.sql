-- Projection tables: safe to change, rebuilt from the log whenever any file here changes.
-- A row is a pure function of its subject's events. Instants are ms since 1970 UTC; flags 0 or 1;
-- an absent or emptied text is NULL or ''. No REAL anywhere: two SQLite versions print it apart.

CREATE TABLE projection (one INTEGER PRIMARY KEY CHECK (one = 1), sql_hash TEXT NOT NULL) STRICT;

-- Events that an undo has taken out of account. Keyed by subject too: an undo counts only if it
-- names the subject of the event it undoes, so that no row depends on another subject's events.
CREATE TABLE retracted (
  subject TEXT NOT NULL,
  log TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject, log, seq)
) STRICT, WITHOUT ROWID;

-- What was said about who is the same person, and, worked out from all of it, who is shown as
-- whom. Every other table names the survivor only; a merged contact has no row of its own.
CREATE TABLE merge (
  survivor TEXT NOT NULL,
  contact TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (survivor, contact)
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (
  contact TEXT PRIMARY KEY,
  survivor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_survivor ON alias (survivor);

-- What was erased for good, by the contact it belonged to.
CREATE TABLE forgotten (
  contact TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (contact, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX forgotten_subject ON forgotten (subject);

CREATE TABLE setting (
  subject TEXT NOT NULL,     -- the notebook; a forged one changes no other's row
  name TEXT NOT NULL,
  value TEXT NOT NULL,       -- '' is the default
  place TEXT NOT NULL,
  PRIMARY KEY (subject, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
  subject TEXT NOT NULL,
  activity TEXT NOT NULL,
  per_week INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (subject, activity)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  log TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  form TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  public_key TEXT,           -- Ed25519, base64url; NULL: a log of an older version, or from a file
  agreement_key TEXT,        -- X25519, base64url
  approved_by TEXT,          -- a log, or 'recovery'; NULL: the notebook's first log
  last_seq INTEGER           -- if revoked: its last event that counts
) STRICT, WITHOUT ROWID;

-- Who stands for a log that has no keys of its own, and how far.
CREATE TABLE vouched (
  log TEXT NOT NULL,
  voucher TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (log, voucher)
) STRICT, WITHOUT ROWID;

-- The public keys of the recovery phrase that holds.
CREATE TABLE recovery (
  subject TEXT PRIMARY KEY,  -- the notebook
  public_key TEXT NOT NULL,
  agreement_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  -- First what lists show: a row is read from its beginning, and notes may be long.
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  org TEXT,
  title TEXT,
  archived INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  tags TEXT NOT NULL,        -- JSON array, in their order
  cadence_days INTEGER,
  cadence_set_at INTEGER,    -- when the user last said how often
  cadence_state TEXT,        -- set, paused, stopped
  cadence_until INTEGER,     -- the end of a pause, if it has one
  researched_at INTEGER,     -- when the user last wrote down what they found out
  emails TEXT,               -- JSON array
  phones TEXT,               -- JSON array
  urls TEXT,                 -- JSON array
  location TEXT,
  source TEXT,
  met_through TEXT,
  notes TEXT,
  connected_on TEXT,         -- YYYY-MM-DD
  attitude TEXT
) STRICT, WITHOUT ROWID;

-- People of one organisation, however its name is spelt in capitals (3B7, organisations).
CREATE INDEX contact_org ON contact (lower(trim(org)));

CREATE TABLE outreach (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  channel TEXT,
  asked_minutes INTEGER,
  referrer TEXT,
  sent_at INTEGER,           -- NULL while only drafted
  sent_day INTEGER,          -- local day of sending, days since 1970
  follow_ups INTEGER NOT NULL,
  followed_up_at INTEGER,    -- the latest follow-up
  followed_up_day INTEGER,
  replied_at INTEGER,        -- the first reply by a person
  last_reply_at INTEGER,     -- the latest by a person
  last_reply_day INTEGER,
  disposition TEXT,          -- of the latest reply by a person
  closed_at INTEGER,
  draft TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX outreach_contact ON outreach (contact, sent_at, last_reply_at);

CREATE TABLE follow_up (
  outreach TEXT NOT NULL,
  place TEXT NOT NULL,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,      -- local, days since 1970
  PRIMARY KEY (outreach, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE interview (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  status TEXT NOT NULL,      -- scheduled, started, completed, cancelled, missed
  scheduled_at INTEGER NOT NULL,  -- when it was first agreed
  starts_at INTEGER,
  agreed_at INTEGER NOT NULL,     -- when it was agreed or last moved
  agreed_day INTEGER NOT NULL,    -- local days since 1970, here and below
  starts_local TEXT,         -- starts_at as written, with its offset
  starts_day INTEGER,
  tz TEXT,
  planned_minutes INTEGER,
  mode TEXT,
  place TEXT,
  started_at INTEGER,
  ended_at INTEGER,
  ended_day INTEGER,
  actual_minutes INTEGER,
  thanked_at INTEGER,        -- the first thank-you
  thanked_day INTEGER,
  thank_you_draft TEXT,
  debrief TEXT,
  recording_consent INTEGER,
  changes INTEGER NOT NULL,  -- how often it was moved or called off
  off_at INTEGER,            -- when it was last called off or missed
  off_day INTEGER,
  calendar_uid TEXT,
  calendar_sequence INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX interview_contact ON interview (contact);

CREATE TABLE question (
  id TEXT PRIMARY KEY,
  interview TEXT NOT NULL,
  category TEXT,
  text TEXT NOT NULL,
  rank INTEGER,
  prepared_at INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  asked_at INTEGER,
  answer TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX question_interview ON question (interview);

CREATE TABLE note (
  id TEXT PRIMARY KEY,
  interview TEXT NOT NULL,
  text TEXT NOT NULL,
  taken_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_interview ON note (interview);

CREATE TABLE insight (
  id TEXT PRIMARY KEY,
  interview TEXT,
  contact TEXT,
  theme TEXT NOT NULL,
  text TEXT NOT NULL,
  confidence INTEGER,        -- per cent
  attribution TEXT,
  captured_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX insight_interview ON insight (interview);
CREATE INDEX insight_contact ON insight (contact);
CREATE INDEX insight_captured ON insight (captured_at);

-- Which insights say the same or the contrary of each other, in the user's judgement.
CREATE TABLE insight_link (
  insight TEXT NOT NULL,
  other TEXT NOT NULL,
  relation TEXT NOT NULL,    -- corroborates, contradicts
  PRIMARY KEY (insight, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX insight_link_other ON insight_link (other);

CREATE TABLE referral (
  id TEXT PRIMARY KEY,
  "from" TEXT NOT NULL,      -- the contact who named somebody
  "to" TEXT,                 -- the contact named, once they are one
  name_only TEXT,
  org TEXT,
  interview TEXT,
  may_use_name INTEGER,
  intro_by TEXT,
  received_at INTEGER NOT NULL,
  received_day INTEGER NOT NULL,
  pursued_at INTEGER,
  pursued_day INTEGER,
  declined_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX referral_from ON referral ("from");
CREATE INDEX referral_to ON referral ("to");

CREATE TABLE referral_request (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  interview TEXT,
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX referral_request_contact ON referral_request (contact);

CREATE TABLE advice (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  interview TEXT,
  text TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  received_day INTEGER NOT NULL,
  acted_on_at INTEGER,
  acted_on_day INTEGER,
  outcome TEXT,              -- what came of it
  reported_back_at INTEGER,
  reported_back_day INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX advice_contact ON advice (contact);

CREATE TABLE opportunity (
  id TEXT PRIMARY KEY,
  sort TEXT,                 -- job, freelance, project, internship, event
  title TEXT NOT NULL,
  contact TEXT,
  interview TEXT,
  stage TEXT,
  surfaced_at INTEGER NOT NULL,
  closed_at INTEGER,
  outcome TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX opportunity_contact ON opportunity (contact);
CREATE INDEX opportunity_interview ON opportunity (interview);

CREATE TABLE mentorship (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  sessions INTEGER NOT NULL,
  last_session_at INTEGER,
  last_session_day INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX mentorship_contact ON mentorship (contact);

CREATE TABLE help (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  text TEXT NOT NULL,
  given_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX help_contact ON help (contact);

CREATE TABLE touch (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  direction TEXT NOT NULL,   -- sent, received, both
  channel TEXT,
  text TEXT,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_contact ON touch (contact);

CREATE TABLE reminder (
  id TEXT PRIMARY KEY,
  contact TEXT,
  text TEXT NOT NULL,
  scheduled_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  due_local TEXT NOT NULL,
  due_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_contact ON reminder (contact);

-- What the user said of a due item: `subject` is what it is about, `rule` which rule made it due.
CREATE TABLE due_mark (
  subject TEXT NOT NULL,
  rule TEXT NOT NULL,        -- 'reminder' for the user's own
  snoozed_until INTEGER,     -- by the latest snooze
  snoozed_at INTEGER,        -- when that was said
  closed_at INTEGER,         -- the latest time it was done or dismissed
  closed_day INTEGER,
  PRIMARY KEY (subject, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  id TEXT PRIMARY KEY,
  contact TEXT,
  interview TEXT,
  text TEXT NOT NULL,
  written_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_contact ON journal (contact);
CREATE INDEX journal_interview ON journal (interview);

-- Where each contact stands: the stage, and the times that agenda, people and audit weigh. It follows
-- from the rows above (fold/standing.sql), so that no screen works it out for everybody again. What
-- depends on the present, such as dormant, is left to the questions.
CREATE TABLE standing (
  contact TEXT PRIMARY KEY,
  stage TEXT NOT NULL,
  interview TEXT,            -- the latest that was not called off
  outreach TEXT,             -- the latest thread
  interviewed INTEGER NOT NULL,
  meeting INTEGER NOT NULL,  -- an interview is agreed or going on
  mentored INTEGER NOT NULL, -- a mentorship is going on
  was_mentored INTEGER NOT NULL,
  contact_at INTEGER,        -- the last contact either way
  contact_day INTEGER,       -- the last local day of it
  two_way_at INTEGER         -- the last time both took part
) STRICT, WITHOUT ROWID;

-- What can be found by its words. `id` follows arrival and is never shown or compared.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (subject, kind)     -- nothing stops a device from calling two things by one id
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(
  title,
  text,
  content = 'document',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2',
  columnsize = 0
);

CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
  INSERT INTO search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
  INSERT INTO search (search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
