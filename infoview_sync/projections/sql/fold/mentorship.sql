-- Mentorships: proposed, begun, sessions, ended.

DELETE FROM mentorship
WHERE id IN (SELECT subject FROM touched WHERE kind = 'mentorship');

INSERT INTO mentorship (
  id, contact, proposed_at, started_at, ended_at, sessions, last_session_at, last_session_day
)
SELECT id, coalesce(a.survivor, said.contact), proposed_at, started_at, ended_at, sessions,
  last_session_at, last_session_day
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    min(CASE WHEN e.type = 'mentorship.proposed' THEN e.occurred_at END) AS proposed_at,
    max(CASE WHEN e.type = 'mentorship.started' THEN e.occurred_at END) AS started_at,
    max(CASE WHEN e.type = 'mentorship.ended' THEN e.occurred_at END) AS ended_at,
    sum(e.type = 'mentorship.session_held') AS sessions,
    max(CASE WHEN e.type = 'mentorship.session_held' THEN e.occurred_at END) AS last_session_at,
    max(
      CASE
        WHEN e.type = 'mentorship.session_held'
          THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS last_session_day
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'mentorship'
    AND e.type IN (
      'mentorship.proposed', 'mentorship.started', 'mentorship.session_held', 'mentorship.ended'
    )
  GROUP BY e.subject
  HAVING max(e.type = 'mentorship.proposed' AND json_type(e.body, '$.data.contact') = 'text')
) said
LEFT JOIN alias a ON a.contact = said.contact;
