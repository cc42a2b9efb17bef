-- The subjects that belong to what was forgotten, because one of their events says so, and are not
-- named as forgotten yet; with the contact they belong to. Asked again until nothing is new.
-- Of an undo, a setting or a device nothing is ever forgotten: those hold no words about people.
SELECT DISTINCT f.contact, e.subject
FROM event e
JOIN forgotten f ON f.subject IN (
  e.body ->> '$.data.contact',
  e.body ->> '$.data.interview',
  e.body ->> '$.data.source_interview',
  e.body ->> '$.data.from',
  e.body ->> '$.data.to'
)
JOIN kind_of k ON k.type = e.type
WHERE e.type <> ''
  AND k.kind NOT IN ('forgetting', 'retraction', 'device', 'import', 'setting', 'goal')
  AND NOT EXISTS (SELECT 1 FROM forgotten g WHERE g.subject = e.subject);
