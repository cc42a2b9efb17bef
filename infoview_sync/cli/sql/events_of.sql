-- How many events the :subjects (a JSON array) have.
SELECT count(*) AS events
FROM json_each(:subjects) s
CROSS JOIN event e ON e.subject = s.value
WHERE e.type <> 'contact.forgotten';
