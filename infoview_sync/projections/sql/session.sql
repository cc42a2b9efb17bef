-- Made anew on every connection, in its temporary schema. A replay puts its own `event` view in
-- front of the table, and everything below reads that instead: this is how a cut is made.

-- The subjects whose rows must be computed again, and what kind of thing each is. Folds read it
-- with CROSS JOIN: SQLite knows no sizes of temporary tables and would scan the large side first.
CREATE TEMP TABLE touched (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

-- The same, and beside each person those merged into them: what is said of any of these is said of
-- the person `id`.
CREATE TEMP VIEW gathered AS
SELECT t.kind, t.subject AS id, t.subject
FROM touched t
UNION ALL
SELECT t.kind, a.survivor, a.contact
FROM touched t
CROSS JOIN alias a ON a.survivor = t.subject;

-- Events that count, in today's words. `place` orders facts as text: the stamp always has 16 digits.
CREATE TEMP VIEW live AS
SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min, e.body,
  e.hlc || e.log AS place
FROM upcast e
WHERE NOT EXISTS (
  SELECT 1
  FROM retracted r
  WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
);

-- The words by which the touched subjects are found; filled and emptied by fold/search.sql.
CREATE TEMP TABLE wording (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

-- Scratch of fold/merge.sql: who is shown as whom by now, and who is concerned by a difference.
CREATE TEMP TABLE new_alias (
  contact TEXT PRIMARY KEY,
  survivor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE moved (contact TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
