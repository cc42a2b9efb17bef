-- Who was forgotten, with everything that belonged to them. Read from the events themselves, not
-- from those that count: erased words do not come back with an undo.

DELETE FROM forgotten
WHERE contact IN (SELECT subject FROM touched WHERE kind = 'forgetting');

INSERT INTO forgotten (contact, subject)
SELECT e.subject, e.subject
FROM touched t
CROSS JOIN event e ON e.subject = t.subject
WHERE t.kind = 'forgetting' AND e.type = 'contact.forgotten'
UNION
SELECT e.subject, s.value
FROM touched t
CROSS JOIN event e ON e.subject = t.subject
JOIN json_each(e.body, '$.data.subjects') s
WHERE t.kind = 'forgetting' AND e.type = 'contact.forgotten' AND s.type = 'text';
