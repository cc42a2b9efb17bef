-- Puts a cut of history in front of the log: on a connection whose main schema is empty and whose
-- log is attached as `source`, every fold and query reads these views instead of the tables.
-- The host fills `cut`, a version vector, and then `horizon`, which limits what had happened by
-- then (NULL: no limit). Three kinds of event count whenever they happened: an undo, because it
-- says that the event never was; `device.added`, so that entries keep the name of who wrote them;
-- and the adding of a contact with whom something had happened by then, because a person who was
-- written to or named in May was there in May, though they were put on the list in June.

CREATE TEMP TABLE cut (
  log TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE horizon (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  occurred_before INTEGER       -- ms since 1970, or NULL
) STRICT;

-- Whom each event names beside its subject.
CREATE TEMP VIEW meeting AS
SELECT e.log, e.seq, e.occurred_at, n.value AS contact
FROM source.event e
CROSS JOIN json_each(
  json_array(
    e.body ->> '$.data.contact',
    e.body ->> '$.data.from',
    e.body ->> '$.data.to',
    e.body ->> '$.data.referrer'
  )
) n
WHERE e.type <> '' AND n.type = 'text';

-- The contacts that some event of the cut names, and since when; filled while there is a horizon.
CREATE TEMP TABLE met (
  contact TEXT PRIMARY KEY,
  since INTEGER NOT NULL        -- ms since 1970
) STRICT, WITHOUT ROWID;

CREATE TEMP TRIGGER horizon_set AFTER INSERT ON horizon WHEN new.occurred_before IS NOT NULL BEGIN
  INSERT INTO met (contact, since)
  SELECT m.contact, min(m.occurred_at)
  FROM cut c
  CROSS JOIN meeting m ON m.log = c.log AND m.seq <= c.seq
  GROUP BY m.contact;
END;

CREATE TEMP VIEW event AS
SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min, e.body, e.body_hash,
  e.hash
FROM cut c
CROSS JOIN horizon h
JOIN source.event e ON e.log = c.log AND e.seq <= c.seq
WHERE h.occurred_before IS NULL
  OR e.occurred_at < h.occurred_before
  OR e.type IN ('event.retracted', 'event.restored', 'device.added')
  OR (
    e.type = 'contact.added'
    AND EXISTS (
      SELECT 1
      FROM met m
      WHERE m.contact = e.subject AND m.since < h.occurred_before
    )
  );

CREATE TEMP VIEW head AS
SELECT c.log, c.seq, e.hash, e.hlc
FROM cut c
JOIN source.event e ON e.log = c.log AND e.seq = c.seq;

-- Where the cut is to be moved to (replay_move.sql).
CREATE TEMP TABLE next_cut (
  log TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE next_horizon (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  occurred_before INTEGER
) STRICT;
