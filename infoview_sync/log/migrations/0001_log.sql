-- The log. This is the user's history: never edit this file, add a migration instead.
-- (Projection tables are disposable and live in projections/sql/schema.sql.)

-- Which notebook this is and as whom this device writes; exactly one row.
CREATE TABLE notebook (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,           -- the notebook, 16 characters
  log TEXT NOT NULL,          -- the log this device writes; a restored copy gets a new one
  device_name TEXT NOT NULL
) STRICT;

-- One row an event. (log, seq) is its name; the body's bytes are kept exactly as authored.
CREATE TABLE event (
  log TEXT NOT NULL,
  seq INTEGER NOT NULL,          -- 1, 2, … without a gap
  hlc INTEGER NOT NULL,          -- hybrid logical clock; 0 if the body is unreadable or erased
  type TEXT NOT NULL,            -- '' if the body is unreadable or erased
  subject TEXT NOT NULL,         -- '' if the body is unreadable or erased
  occurred_at INTEGER NOT NULL,  -- ms since 1970, UTC
  offset_min INTEGER NOT NULL,   -- minutes east of UTC where it happened
  body TEXT,                     -- the authored JSON; NULL once erased
  body_hash BLOB,                -- SHA-256 of an erased body, else NULL
  hash BLOB NOT NULL,            -- the chain's hash up to and including this event
  PRIMARY KEY (log, seq)
) STRICT, WITHOUT ROWID;

-- Folding reads all events of a subject; the timeline does too.
CREATE INDEX event_subject ON event (subject);

-- The last event of each log, written in the same transaction as the event itself.
CREATE TABLE head (
  log TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  hlc INTEGER NOT NULL           -- the greatest stamp in this log
) STRICT, WITHOUT ROWID;
