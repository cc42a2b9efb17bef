-- What a relay keeps. Names and sealed bytes, of which it can open nothing; change only by a new
-- version of this file with its own number in database.py.

-- One room a notebook, made by whoever runs the relay.
CREATE TABLE space (
  name TEXT PRIMARY KEY,           -- by which the operator knows it
  token_hash BLOB NOT NULL UNIQUE, -- SHA-256 of the one token that opens it
  notebook TEXT,                   -- the id, once something was laid down; NULL before
  bytes_max INTEGER NOT NULL,
  created_at INTEGER NOT NULL      -- ms since 1970
) STRICT;

-- One row an item (stores/names.py).
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  space TEXT NOT NULL,
  shelf TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,           -- bytes
  raw BLOB NOT NULL
) STRICT;

-- Listing and counting read this alone, without the bytes.
CREATE UNIQUE INDEX item_place ON item (space, shelf, name, size);
