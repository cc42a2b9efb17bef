-- The subjects that belong to what was forgotten, because one of their events says so, and are not
-- named as forgotten yet; with the contact they belong to. Asked again until nothing is new.
SELECT DISTINCT f.contact, e.subject
FROM erasable e
JOIN forgotten f ON f.subject IN (
  e.body ->> '$.data.contact',
  e.body ->> '$.data.interview',
  e.body ->> '$.data.source_interview',
  e.body ->> '$.data.from',
  e.body ->> '$.data.to'
)
WHERE NOT EXISTS (SELECT 1 FROM forgotten g WHERE g.subject = e.subject);
