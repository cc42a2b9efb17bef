-- The recovery phrase that holds: the one said last. No undo brings an older one back.

DELETE FROM recovery
WHERE subject IN (SELECT subject FROM touched WHERE kind = 'recovery');

INSERT INTO recovery (subject, public_key, agreement_key)
SELECT e.subject,
  substr(max(e.hlc || e.log || (e.body ->> '$.data.public_key')), 33),
  substr(max(e.hlc || e.log || (e.body ->> '$.data.agreement_key')), 33)
FROM touched t
CROSS JOIN event e ON e.subject = t.subject
WHERE t.kind = 'recovery' AND e.type = 'recovery.set'
  AND json_type(e.body, '$.data.public_key') = 'text'
  AND json_type(e.body, '$.data.agreement_key') = 'text'
GROUP BY e.subject;
