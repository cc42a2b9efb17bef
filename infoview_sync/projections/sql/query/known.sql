-- What is known of every contact, for matching an import against.
SELECT id, name, org, title, emails, phones, urls, location, connected_on
FROM contact
ORDER BY id;
