-- Made anew on every connection, in its temporary schema. A replay puts its own `event` view in
-- front of the table, and everything below reads that instead: this is how a cut is made.

-- The subjects whose rows must be computed again, and what kind of thing each is. Folds read it
-- with CROSS JOIN: SQLite knows no sizes of temporary tables and would scan the large side first.
CREATE TEMP TABLE touched (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

-- Events that count. `place` orders facts as text: the stamp always has 16 digits.
CREATE TEMP VIEW live AS
SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min, e.body,
  e.hlc || e.log AS place
FROM event e
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

-- Where each contact stands: told by the latest interview that was not called off, else by the
-- latest thread. 'prepared' means five questions or more (DOMAIN §4).
CREATE TEMP VIEW contact_stage AS
SELECT c.id AS contact,
  CASE
    WHEN c.archived THEN 'archived'
    ELSE coalesce(
      (
        SELECT
          CASE
            WHEN i.thanked_at IS NOT NULL THEN 'thanked'
            WHEN i.status = 'completed' AND i.debrief <> '' THEN 'debriefed'
            WHEN i.status IN ('started', 'completed') THEN 'conducted'
            WHEN (
              SELECT count(*) FROM question q WHERE q.interview = i.id AND NOT q.removed
            ) >= 5 THEN 'prepared'
            ELSE 'scheduled'
          END
        FROM interview i
        WHERE i.contact = c.id AND i.status IN ('scheduled', 'started', 'completed')
        ORDER BY i.scheduled_at DESC, i.id DESC
        LIMIT 1
      ),
      (
        SELECT
          CASE
            WHEN o.disposition IS NOT NULL THEN o.disposition
            WHEN o.closed_at IS NOT NULL THEN 'closed_no_reply'
            WHEN o.follow_ups > 0 THEN 'followed_up'
            WHEN o.sent_at IS NOT NULL THEN 'outreach_sent'
            ELSE 'researched'
          END
        FROM outreach o
        WHERE o.contact = c.id
        ORDER BY coalesce(o.sent_at, 0) DESC, o.id DESC
        LIMIT 1
      ),
      'identified'
    )
  END AS stage
FROM contact c;
