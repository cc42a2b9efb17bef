-- Who may read this notebook and who may come in. Nothing of this is an event: secrets stay on this
-- device, and which token opens this server's door concerns this server alone.

-- The secret keys of the log that this device writes, and the notebook's first log, pinned.
CREATE TABLE keyring (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  signing_seed BLOB NOT NULL,      -- Ed25519, 32 bytes
  agreement_secret BLOB NOT NULL,  -- X25519, 32 bytes
  root_log TEXT NOT NULL,
  root_key BLOB NOT NULL,          -- Ed25519 public, 32 bytes
  approved_by TEXT,                -- the log, or 'recovery', that let this device in; NULL: nobody had to
  approval BLOB                    -- its signature over this log's keys
) STRICT;

-- The notebook's epoch keys; the one with the highest number seals.
CREATE TABLE epoch (
  number INTEGER PRIMARY KEY,
  key BLOB NOT NULL                -- 32 bytes
) STRICT;

-- Where other devices' logs may be cut for sending: the heads that their authors have signed.
CREATE TABLE signed_head (
  log TEXT NOT NULL,
  seq INTEGER NOT NULL,
  signature BLOB NOT NULL,         -- Ed25519, 64 bytes
  PRIMARY KEY (log, seq)
) STRICT, WITHOUT ROWID;

-- Whom this device's server lets in. A row that is deleted is a device cut off.
CREATE TABLE access (
  token_hash BLOB PRIMARY KEY,     -- SHA-256 of the token
  log TEXT NOT NULL,
  is_here INTEGER NOT NULL,        -- 1: a browser on this very machine, which may let others in
  created_at INTEGER NOT NULL,     -- ms since 1970
  seen_at INTEGER,                 -- ms since 1970: when it last asked for something
  events_known INTEGER             -- how many events it held then
) STRICT, WITHOUT ROWID;
CREATE INDEX access_log ON access (log);

-- Secrets by which a device may ask to be let in, each once, for a short time.
CREATE TABLE invitation (
  name TEXT PRIMARY KEY,           -- the first 8 bytes of the hash, hex: what the device asks for
  secret_hash BLOB NOT NULL,       -- SHA-256
  sort TEXT NOT NULL,              -- here, qr or code
  expires_at INTEGER NOT NULL,     -- ms since 1970
  tries_left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Devices that proved to know an invitation's secret, and what was decided about them.
CREATE TABLE applicant (
  session TEXT PRIMARY KEY,
  invitation TEXT NOT NULL,
  log TEXT NOT NULL,
  name TEXT NOT NULL,
  form TEXT NOT NULL,
  digits TEXT NOT NULL,            -- to be compared on both screens
  decision TEXT NOT NULL,          -- asking, approved or refused
  expires_at INTEGER NOT NULL      -- ms since 1970
) STRICT, WITHOUT ROWID;

-- Servers that have let this device in, by their address.
CREATE TABLE peer (
  address TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  log TEXT NOT NULL,               -- that the server writes
  public_key BLOB NOT NULL         -- its Ed25519 key, as seen when pairing
) STRICT, WITHOUT ROWID;
