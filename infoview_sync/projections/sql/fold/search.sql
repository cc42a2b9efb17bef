-- What can be found: the words of contacts, insights, notes and debriefs. Runs after all others.
-- A document whose words did not change is left alone; the index is the dearest thing to write.

DELETE FROM document
WHERE subject IN (SELECT subject FROM touched)
  AND NOT EXISTS (
    SELECT 1
    FROM wording w
    WHERE w.subject = document.subject AND w.kind = document.kind
      AND w.title = document.title AND w.text = document.text
  );

INSERT INTO document (subject, kind, title, text)
SELECT w.subject, w.kind, w.title, w.text
FROM touched t
JOIN wording w ON w.subject = t.subject AND w.kind = t.kind
WHERE NOT EXISTS (
  SELECT 1
  FROM document d
  WHERE d.subject = t.subject AND d.kind = t.kind
);
