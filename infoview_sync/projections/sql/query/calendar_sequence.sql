-- The SEQUENCE of the calendar file of one interview; :id. A question of its own, asked when a file is
-- made: it reads the log, so that whatever lists interviews would wait for it at a start, and be
-- asked again with every event.
SELECT r.revisions + r.invited_sequence AS sequence
FROM revision r
WHERE r.interview = :id;
