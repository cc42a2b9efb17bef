-- The relays that this device syncs with, and the token that opens its notebook's room there.
CREATE TABLE relay (
  address TEXT PRIMARY KEY,
  token TEXT NOT NULL
) STRICT, WITHOUT ROWID;
