-- The notes of the interviews :ids (a JSON array): what an invitation said is not noted twice.
SELECT n.interview, n.text
FROM note n
WHERE n.interview IN (SELECT value FROM json_each(:ids));
