-- The notes of one interview, oldest first; :interview.
SELECT id, interview, text, taken_at
FROM note
WHERE interview = :interview
ORDER BY taken_at, id;
