-- Who was merged into :contact, with the merge events that say so and still count.
SELECT e.log, e.seq, e.occurred_at, e.offset_min, a.contact AS merged,
  (
    SELECT n.body ->> '$.data.name'
    FROM live n
    WHERE n.subject = a.contact AND n.type = 'contact.added'
    ORDER BY n.place
    LIMIT 1
  ) AS name
FROM alias a
JOIN live e ON e.subject = a.survivor AND e.type = 'contacts.merged'
JOIN json_each(e.body, '$.data.merged') m ON m.value = a.contact
WHERE a.survivor = :contact
ORDER BY e.place DESC, a.contact;
