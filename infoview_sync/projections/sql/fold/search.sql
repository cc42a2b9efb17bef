-- What can be found: the words of contacts, insights, notes and debriefs. Runs after all others.
-- A document whose words did not change is left alone: the index is the dearest thing to write.

INSERT INTO wording (kind, subject, title, text)
SELECT 'contact', c.id, c.name,
  coalesce(c.org, '') || ' ' || coalesce(c.title, '') || ' ' || coalesce(c.location, '') || ' '
  || coalesce(c.notes, '') || ' ' || coalesce(c.met_through, '') || ' '
  || coalesce((SELECT group_concat(g.tag, ' ') FROM contact_tag g WHERE g.contact = c.id), '')
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
