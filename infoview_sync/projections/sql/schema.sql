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

CREATE TABLE device (
  log TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  form TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  org TEXT,
  title TEXT,
  emails TEXT,         -- JSON array
  phones TEXT,         -- JSON array
  urls TEXT,           -- JSON array
  location TEXT,
  source TEXT,
  met_through TEXT,
  notes TEXT,
  connected_on TEXT,   -- YYYY-MM-DD
  attitude TEXT,
  archived INTEGER NOT NULL,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_tag (
  contact TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contact, tag)
) STRICT, WITHOUT ROWID;

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
  replied_at INTEGER,        -- the first reply by a person
  disposition TEXT,          -- of the latest reply by a person
  closed_at INTEGER,
  draft TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX outreach_contact ON outreach (contact);

CREATE TABLE interview (
  id TEXT PRIMARY KEY,
  contact TEXT NOT NULL,
  status TEXT NOT NULL,      -- scheduled, started, completed, cancelled, missed
  scheduled_at INTEGER NOT NULL,  -- when it was agreed
  starts_at INTEGER,
  starts_local TEXT,         -- starts_at as written, with its offset
  tz TEXT,
  planned_minutes INTEGER,
  mode TEXT,
  place TEXT,
  started_at INTEGER,
  ended_at INTEGER,
  actual_minutes INTEGER,
  thanked_at INTEGER,        -- the first thank-you
  thank_you_draft TEXT,
  debrief TEXT,
  recording_consent INTEGER
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
  pursued_at INTEGER,
  declined_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX referral_from ON referral ("from");
CREATE INDEX referral_to ON referral ("to");

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
