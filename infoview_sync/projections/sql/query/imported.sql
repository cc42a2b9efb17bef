-- What earlier imports said of each contact, oldest first: a value that the user has changed by
-- hand since then must not come back with the same file. :source is the importer's name.
SELECT coalesce(a.survivor, e.subject) AS subject, e.body -> '$.data' AS data
FROM live e
LEFT JOIN alias a ON a.contact = e.subject
WHERE e.type IN ('contact.added', 'contact.corrected')
  AND e.body ->> '$.data.source' = :source
ORDER BY e.place;
