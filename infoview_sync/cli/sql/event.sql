-- One event by its name, for undo and redo: what it is about, what it undoes (if it is an undo),
-- and whether it is undone itself, or erased by a forgetting.
SELECT e.log, e.seq, e.type, e.subject, e.body IS NULL AS erased,
  CASE WHEN e.type IN ('event.retracted', 'event.restored') THEN e.body ->> '$.data.log' END
    AS target_log,
  CASE WHEN e.type IN ('event.retracted', 'event.restored') THEN e.body ->> '$.data.seq' END
    AS target_seq,
  EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  ) AS retracted
FROM event e
WHERE e.log = :log AND e.seq = :seq;
