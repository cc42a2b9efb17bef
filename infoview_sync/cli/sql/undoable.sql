-- The last event of a log that `infoview undo` takes without being told which: the latest word
-- that counts. :log is this device's.
SELECT e.log, e.seq
FROM event e
WHERE e.log = :log
  AND e.subject <> ''
  AND e.type NOT IN (
    'event.retracted', 'event.restored', 'device.added', 'device.renamed', 'device.revoked',
    'import.completed', 'contact.forgotten'
  )
  AND NOT EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  )
ORDER BY e.seq DESC
LIMIT 1;
