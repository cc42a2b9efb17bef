-- Moves the cut of replay.sql to `next_cut` and `next_horizon`, and notes in `touched` what must be
-- folded again: a row is a pure function of the events of its subject that are seen, so only the
-- subjects of events that are seen at one of the two moments, and not at both, can have changed.
-- Forwards and backwards alike. To touch too much is harmless.

-- Events between the two version vectors, and the adding of whomever they name: see `met`.
INSERT OR IGNORE INTO touched (kind, subject)
WITH between_cuts (log, low, high) AS (
  SELECT log, min(seq), max(seq)
  FROM (
    SELECT n.log, n.seq FROM next_cut n
    UNION ALL
    SELECT c.log, c.seq FROM cut c
    UNION ALL
    SELECT n.log, 0 FROM next_cut n WHERE n.log NOT IN (SELECT c.log FROM cut c)
    UNION ALL
    SELECT c.log, 0 FROM cut c WHERE c.log NOT IN (SELECT n.log FROM next_cut n)
  )
  GROUP BY log
)
SELECT k.kind, e.subject
FROM between_cuts b
CROSS JOIN source.event e ON e.log = b.log AND e.seq > b.low AND e.seq <= b.high
CROSS JOIN kind_of k ON k.type = e.type
UNION
SELECT k.kind, m.contact
FROM between_cuts b
CROSS JOIN meeting m ON m.log = b.log AND m.seq > b.low AND m.seq <= b.high
CROSS JOIN kind_of k ON k.type = 'contact.added';

-- Events between the two horizons. No horizon lies after everything.
INSERT OR IGNORE INTO touched (kind, subject)
SELECT k.kind, e.subject
FROM horizon h
CROSS JOIN next_horizon n
CROSS JOIN source.event e
  ON e.occurred_at >= min(
    coalesce(h.occurred_before, 9007199254740991), coalesce(n.occurred_before, 9007199254740991)
  )
  AND e.occurred_at < max(
    coalesce(h.occurred_before, 9007199254740991), coalesce(n.occurred_before, 9007199254740991)
  )
CROSS JOIN kind_of k ON k.type = e.type;

-- Contacts with whom something first happened between the two horizons.
INSERT OR IGNORE INTO touched (kind, subject)
SELECT k.kind, m.contact
FROM horizon h
CROSS JOIN next_horizon n
CROSS JOIN met m
  ON m.since >= min(h.occurred_before, n.occurred_before)
  AND m.since < max(h.occurred_before, n.occurred_before)
CROSS JOIN kind_of k ON k.type = 'contact.added';

-- `met` belongs to the cut: it is worked out anew only if the cut is another, or none was needed.
DELETE FROM met
WHERE EXISTS (
  SELECT 1
  FROM horizon h
  CROSS JOIN next_horizon n
  WHERE (h.occurred_before IS NULL) <> (n.occurred_before IS NULL)
    OR EXISTS (SELECT log, seq FROM cut EXCEPT SELECT log, seq FROM next_cut)
    OR EXISTS (SELECT log, seq FROM next_cut EXCEPT SELECT log, seq FROM cut)
);

DELETE FROM cut;

INSERT INTO cut (log, seq)
SELECT log, seq FROM next_cut;

-- A row that is inserted anew fills `met` (the trigger of replay.sql); one that is moved keeps it.
DELETE FROM horizon
WHERE NOT EXISTS (SELECT 1 FROM met);

INSERT INTO horizon (one, occurred_before)
SELECT one, occurred_before FROM next_horizon WHERE true
ON CONFLICT (one) DO UPDATE SET occurred_before = excluded.occurred_before;

DELETE FROM next_cut;

DELETE FROM next_horizon;
