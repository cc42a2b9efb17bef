-- Any other contact.

DELETE FROM touch
WHERE id IN (SELECT subject FROM touched WHERE kind = 'touch');

INSERT INTO touch (
  id, contact, direction, channel, text, at, day
)
SELECT id, coalesce(a.survivor, said.contact), direction, channel, text, at, day
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    coalesce(substr(max(e.place || (e.body ->> '$.data.direction')), 33), '') AS direction,
    substr(max(e.place || (e.body ->> '$.data.channel')), 33) AS channel,
    substr(max(e.place || (e.body ->> '$.data.text')), 33) AS text,
    min(e.occurred_at) AS at,
    min((e.occurred_at / 60000 + e.offset_min) / 1440) AS day
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'touch'
    AND e.type = 'touch.logged'
  GROUP BY e.subject
  HAVING max(e.type = 'touch.logged' AND json_type(e.body, '$.data.contact') = 'text')
) said
LEFT JOIN alias a ON a.contact = said.contact;
