-- The log by when things happened: the timeline, the notebook's beginning and which types occur are
-- read from this, without the bodies.
CREATE INDEX event_when ON event (occurred_at, hlc, type);

-- Folding looks for some types of a subject's events: their bodies are read, and no others.
DROP INDEX event_subject;
CREATE INDEX event_subject ON event (subject, type);
