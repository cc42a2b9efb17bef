-- What one import said, latest first: the event :until of :log, which is its last (its
-- import.completed, unless it was stopped), and those before it that name the same importer as their
-- source, without a break or at the same moment. Invitations say more than people; these events name
-- no source, and the moment tells them. No import reaches back over the end of the one before it.
-- `contact` is the person whom the event is about, as merged since.
WITH last AS (
  SELECT e.type, e.occurred_at, e.body ->> '$.data.source' AS source
  FROM event e
  WHERE e.log = :log
    AND e.seq = :until
    AND e.type IN ('contact.added', 'contact.corrected', 'import.completed')
),
candidate AS (
  SELECT e.seq, e.type, e.subject, e.occurred_at, e.occurred_at = l.occurred_at AS together,
    CASE
      WHEN e.type IN ('contact.added', 'contact.corrected')
        THEN coalesce(e.body ->> '$.data.source' = l.source, 0)
      WHEN e.type = 'contact.tagged' THEN e.occurred_at = l.occurred_at
      WHEN e.type IN (
        'interview.scheduled', 'interview.rescheduled', 'interview.cancelled', 'note.taken'
      )
        THEN l.source = 'ics' AND e.occurred_at = l.occurred_at
      ELSE 0
    END AS is_its
  FROM last l
  CROSS JOIN event e ON e.log = :log
    AND e.seq < :until
    AND e.seq > coalesce(
      (
        SELECT max(p.seq)
        FROM event p
        WHERE p.log = :log AND p.seq < :until AND p.type = 'import.completed'
      ),
      0
    )
),
said AS (
  SELECT :until AS seq
  FROM last
  UNION ALL
  SELECT c.seq
  FROM candidate c
  WHERE c.is_its
    AND (
      c.together
      OR c.seq > coalesce((SELECT max(o.seq) FROM candidate o WHERE NOT o.is_its), 0)
    )
)
SELECT e.log, e.seq, e.type, e.subject, e.occurred_at,
  CASE
    WHEN e.type IN ('contact.added', 'contact.corrected', 'import.completed')
    THEN e.body ->> '$.data.source'
  END AS source,
  CASE WHEN e.type = 'import.completed' THEN e.body ->> '$.data.file_name' END AS file_name,
  CASE
    WHEN e.type IN ('contact.added', 'contact.corrected', 'contact.tagged')
    THEN coalesce(a.survivor, e.subject)
  END AS contact,
  EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  ) AS retracted
FROM said s
CROSS JOIN event e ON e.log = :log AND e.seq = s.seq
LEFT JOIN alias a ON a.contact = e.subject
ORDER BY e.seq DESC;
