-- The questions of one interview, in asking order; :interview.
SELECT id, interview, category, text, rank, asked_at, answer
FROM question
WHERE interview = :interview AND NOT removed
ORDER BY rank, prepared_at, id;
