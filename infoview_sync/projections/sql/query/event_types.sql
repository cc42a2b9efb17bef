-- The types of event that occur in this notebook, for a filter to choose from.
SELECT DISTINCT type
FROM event
WHERE type <> ''
ORDER BY type;
