-- All mentorships, oldest first.
SELECT m.id, m.contact, c.name, m.proposed_at, m.started_at, m.ended_at, m.sessions,
  m.last_session_at
FROM mentorship m
LEFT JOIN contact c ON c.id = m.contact
ORDER BY m.proposed_at, m.id;
