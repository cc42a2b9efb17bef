-- What can be found: the words of contacts and of what was learned from them. Runs last.
-- A document whose words did not change is left alone: the index is the dearest thing to write.

INSERT INTO wording (kind, subject, title, text)
SELECT 'contact', c.id, c.name,
  coalesce(c.org, '') || ' ' || coalesce(c.title, '') || ' ' || coalesce(c.location, '') || ' '
  || coalesce(c.notes, '') || ' ' || coalesce(c.met_through, '') || ' '
  || coalesce((SELECT group_concat(g.value, ' ') FROM json_each(c.tags) g), '')
FROM touched t
CROSS JOIN contact c ON c.id = t.subject
WHERE t.kind = 'contact';

INSERT INTO wording (kind, subject, title, text)
SELECT 'insight', i.id, i.theme, i.text
FROM touched t
CROSS JOIN insight i ON i.id = t.subject
WHERE t.kind = 'insight';

INSERT INTO wording (kind, subject, title, text)
SELECT 'note', n.id, '', n.text
FROM touched t
CROSS JOIN note n ON n.id = t.subject
WHERE t.kind = 'note';

INSERT INTO wording (kind, subject, title, text)
SELECT 'interview', i.id, '', i.debrief
FROM touched t
CROSS JOIN interview i ON i.id = t.subject
WHERE t.kind = 'interview' AND i.debrief <> '';

INSERT INTO wording (kind, subject, title, text)
SELECT 'question', q.id, q.text, q.answer
FROM touched t
CROSS JOIN question q ON q.id = t.subject
WHERE t.kind = 'question' AND q.answer <> '';

INSERT INTO wording (kind, subject, title, text)
SELECT 'advice', a.id, '', a.text || ' ' || coalesce(a.outcome, '')
FROM touched t
CROSS JOIN advice a ON a.id = t.subject
WHERE t.kind = 'advice';

INSERT INTO wording (kind, subject, title, text)
SELECT 'opportunity', o.id, o.title, coalesce(o.outcome, '')
FROM touched t
CROSS JOIN opportunity o ON o.id = t.subject
WHERE t.kind = 'opportunity';

INSERT INTO wording (kind, subject, title, text)
SELECT 'touch', c.id, '', c.text
FROM touched t
CROSS JOIN touch c ON c.id = t.subject
WHERE t.kind = 'touch' AND c.text <> '';

INSERT INTO wording (kind, subject, title, text)
SELECT 'journal', j.id, '', j.text
FROM touched t
CROSS JOIN journal j ON j.id = t.subject
WHERE t.kind = 'journal';

DELETE FROM document
WHERE id IN (
  SELECT d.id
  FROM touched t
  CROSS JOIN document d ON d.subject = t.subject AND d.kind = t.kind
  LEFT JOIN wording w ON w.kind = d.kind AND w.subject = d.subject
  WHERE w.subject IS NULL OR w.title <> d.title OR w.text <> d.text
);

INSERT INTO document (subject, kind, title, text)
SELECT w.subject, w.kind, w.title, w.text
FROM wording w
WHERE NOT EXISTS (
  SELECT 1
  FROM document d
  WHERE d.subject = w.subject AND d.kind = w.kind
);

DELETE FROM wording;
