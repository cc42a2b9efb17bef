-- The log by when things happened: the timeline, the notebook's beginning and which types occur are
-- read from this, without the bodies.
CREATE INDEX event_when ON event (occurred_at, hlc, type);
