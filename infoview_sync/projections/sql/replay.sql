-- Puts a cut of history in front of the log: on a connection whose main schema is empty and whose
-- log is attached as `source`, every fold and query reads these views instead of the tables.
-- `cut` is a version vector. `horizon` limits what had happened by then (NULL: no limit); an undo
-- made later still counts there, because it says that the event never happened.

CREATE TEMP TABLE cut (
  log TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE horizon (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  occurred_before INTEGER       -- ms since 1970, or NULL
) STRICT;

CREATE TEMP VIEW event AS
SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min, e.body, e.body_hash,
  e.hash
FROM cut c
CROSS JOIN horizon h
JOIN source.event e ON e.log = c.log AND e.seq <= c.seq
WHERE h.occurred_before IS NULL
  OR e.occurred_at < h.occurred_before
  OR e.type IN ('event.retracted', 'event.restored', 'device.added');

CREATE TEMP VIEW head AS
SELECT c.log, c.seq, e.hash, e.hlc
FROM cut c
JOIN source.event e ON e.log = c.log AND e.seq = c.seq;
