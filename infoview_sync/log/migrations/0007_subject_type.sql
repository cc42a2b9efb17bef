-- By subject and type: what is to be folded again is told, and which of a subject's events a fold
-- needs, without reading a body.
DROP INDEX event_subject;
CREATE INDEX event_subject_type ON event (subject, type);
