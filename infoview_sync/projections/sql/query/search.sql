-- Finds contacts, insights, notes, answers and all else by their words, best first. :match is an FTS5
-- query; :pattern a LIKE pattern (escape \) for scripts written without spaces, else NULL.
SELECT d.subject, d.kind, d.title, d.text, found.contact, c.name, c.org,
  CASE d.kind
    WHEN 'interview' THEN d.subject
    WHEN 'note' THEN (SELECT n.interview FROM note n WHERE n.id = d.subject)
    WHEN 'question' THEN (SELECT q.interview FROM question q WHERE q.id = d.subject)
  END AS interview
FROM (
  SELECT hit.id,
    hit.rank,
    CASE d.kind
      WHEN 'contact' THEN d.subject
      WHEN 'note' THEN (
        SELECT i.contact FROM note n JOIN interview i ON i.id = n.interview WHERE n.id = d.subject
      )
      WHEN 'interview' THEN (SELECT i.contact FROM interview i WHERE i.id = d.subject)
      WHEN 'insight' THEN (
        SELECT coalesce(n.contact, i.contact)
        FROM insight n
        LEFT JOIN interview i ON i.id = n.interview
        WHERE n.id = d.subject
      )
      WHEN 'question' THEN (
        SELECT i.contact FROM question q JOIN interview i ON i.id = q.interview
        WHERE q.id = d.subject
      )
      WHEN 'advice' THEN (SELECT a.contact FROM advice a WHERE a.id = d.subject)
      WHEN 'touch' THEN (SELECT t.contact FROM touch t WHERE t.id = d.subject)
      WHEN 'opportunity' THEN (
        SELECT coalesce(o.contact, i.contact)
        FROM opportunity o
        LEFT JOIN interview i ON i.id = o.interview
        WHERE o.id = d.subject
      )
      WHEN 'journal' THEN (
        SELECT coalesce(j.contact, i.contact)
        FROM journal j
        LEFT JOIN interview i ON i.id = j.interview
        WHERE j.id = d.subject
      )
    END AS contact
  FROM (
    SELECT s.rowid AS id, 0 AS rank
    FROM search s
    WHERE s.search MATCH :match
    UNION
    SELECT p.id, 0
    FROM document p
    WHERE :pattern IS NOT NULL
      AND (p.title LIKE :pattern ESCAPE '\' OR p.text LIKE :pattern ESCAPE '\')
  ) hit
  JOIN document d ON d.id = hit.id
) found
JOIN document d ON d.id = found.id
LEFT JOIN contact c ON c.id = found.contact
ORDER BY d.kind <> 'contact', c.name, d.subject
LIMIT :limit;
