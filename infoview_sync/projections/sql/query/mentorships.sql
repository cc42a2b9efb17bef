-- Mentorships, latest first; :contact NULL means anybody's.
SELECT m.id, m.contact, c.name, m.proposed_at, m.started_at, m.ended_at, m.sessions,
  m.last_session_at
FROM mentorship m
LEFT JOIN contact c ON c.id = m.contact
WHERE :contact IS NULL OR m.contact = :contact
ORDER BY m.proposed_at DESC, m.id DESC;
