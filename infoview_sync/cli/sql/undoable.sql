-- The last thing recorded in the whole notebook, on any device, that counts. `infoview undo` takes it
-- back if it was recorded here, and names it if not. A forgetting and a new recovery phrase are among
-- them, though they cannot be undone: to pass them over would take back something older that nobody
-- thinks of.
SELECT e.log, e.seq, d.name AS device
FROM event e
LEFT JOIN device d ON d.log = e.log
WHERE e.subject <> ''
  AND e.type NOT IN (
    'event.retracted', 'event.restored', 'device.added', 'device.renamed', 'device.revoked',
    'log.vouched'
  )
  AND NOT EXISTS (
    SELECT 1
    FROM retracted r
    WHERE r.subject = e.subject AND r.log = e.log AND r.seq = e.seq
  )
ORDER BY e.hlc DESC, e.log DESC
LIMIT 1;
