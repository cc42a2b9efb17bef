-- A merge counts only while the one who stays is there (fold/merge.sql): who comes or goes as such
-- is looked at again. Anybody else's edit leaves all merges as they are.
INSERT OR IGNORE INTO touched (kind, subject)
SELECT 'merge', t.subject
FROM touched t
WHERE t.kind = 'contact'
  AND EXISTS (SELECT 1 FROM merge m WHERE m.survivor = t.subject)
  AND NOT (
    EXISTS (SELECT 1 FROM contact c WHERE c.id = t.subject)
    AND EXISTS (SELECT 1 FROM live e WHERE e.subject = t.subject AND e.type = 'contact.added')
  );
