-- The subjects that belong to what was forgotten, because one of their events says so, and are not
-- named as forgotten yet; with the contact they belong to. Asked again until nothing is new.
-- Looked at are the events about :subjects (a JSON array), NULL for all: after a forgetting every
-- event, after any other only what it is about, or each thing written would read the whole log.
-- A referral belongs to the one named as long as it says so itself: a link that was taken back, or
-- that a later one overruled, is erased alone (doomed.sql), and what others said to each other stays;
-- so it does where a later word that it is somebody else is undone: no undo erases anything for good.
SELECT DISTINCT f.contact, e.subject
FROM (
  SELECT a.log, a.hlc, a.subject, a.body FROM erasable a WHERE :subjects IS NULL
  UNION ALL
  SELECT a.log, a.hlc, a.subject, a.body
  FROM json_each(:subjects) s
  CROSS JOIN erasable a ON a.subject = s.value
) e
JOIN forgotten f ON f.subject IN (
  e.body ->> '$.data.contact',
  e.body ->> '$.data.interview',
  e.body ->> '$.data.source_interview',
  e.body ->> '$.data.from',
  CASE
    WHEN NOT EXISTS (
      SELECT 1
      FROM referral r
      LEFT JOIN alias a ON a.contact = e.body ->> '$.data.to'
      WHERE r.id = e.subject AND r."to" IS NOT coalesce(a.survivor, e.body ->> '$.data.to')
    )
    AND NOT EXISTS (
      SELECT 1
      FROM retracted x
      JOIN erasable u ON u.log = x.log AND u.seq = x.seq
      WHERE x.subject = e.subject
        AND (u.hlc, u.log) > (e.hlc, e.log)
        AND u.body ->> '$.data.to' <> e.body ->> '$.data.to'
    )
      THEN e.body ->> '$.data.to'
  END
)
WHERE NOT EXISTS (SELECT 1 FROM forgotten g WHERE g.subject = e.subject);
