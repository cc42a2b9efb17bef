-- People: per field the latest fact wins; per tag the latest of put on and taken off. Somebody who
-- was merged into another has no row: fold/merge.sql says who. How often to keep in touch is said of
-- the person: by the latest word on whichever of the merged.

INSERT OR IGNORE INTO touched (kind, subject)
SELECT 'contact', a.survivor
FROM touched t
CROSS JOIN alias a ON a.contact = t.subject
WHERE t.kind = 'contact';

DELETE FROM contact
WHERE id IN (SELECT subject FROM touched WHERE kind = 'contact');

INSERT INTO contact (
  id, tags, name, org, title, emails, phones, urls, location, source, met_through, notes,
  connected_on, attitude, archived, added_at, researched_at, cadence_days, cadence_set_at,
  cadence_state, cadence_until
)
SELECT w.id, '[]',
  coalesce(substr(max(e.place || (e.body ->> '$.data.name')), 33), ''),
  substr(max(e.place || (e.body ->> '$.data.org')), 33),
  substr(max(e.place || (e.body ->> '$.data.title')), 33),
  substr(max(e.place || (e.body ->> '$.data.emails')), 33),
  substr(max(e.place || (e.body ->> '$.data.phones')), 33),
  substr(max(e.place || (e.body ->> '$.data.urls')), 33),
  substr(max(e.place || (e.body ->> '$.data.location')), 33),
  substr(max(e.place || (e.body ->> '$.data.source')), 33),
  substr(max(e.place || (e.body ->> '$.data.met_through')), 33),
  substr(max(e.place || (e.body ->> '$.data.notes')), 33),
  substr(max(e.place || (e.body ->> '$.data.connected_on')), 33),
  substr(max(e.place || (e.body ->> '$.data.attitude')), 33),
  coalesce(
    substr(max(
      CASE
        WHEN e.type IN ('contact.archived', 'contact.restored') THEN e.place || e.type
      END
    ), 33) = 'contact.archived',
    0
  ),
  min(CASE WHEN e.type = 'contact.added' THEN e.occurred_at END),
  max(
    CASE
      WHEN e.type = 'contact.classified'
        OR (e.type = 'contact.corrected' AND e.body ->> '$.data.notes' <> ''
          AND e.body ->> '$.data.source' IS NULL)
        THEN e.occurred_at
    END
  ),
  CAST(substr(max(
    CASE WHEN e.type = 'cadence.set' THEN e.place || (e.body ->> '$.data.every_days') END
  ), 33) AS INTEGER),
  CAST(substr(max(
    CASE WHEN e.type = 'cadence.set' THEN e.place || e.occurred_at END
  ), 33) AS INTEGER),
  substr(max(CASE WHEN e.type GLOB 'cadence.*' THEN e.place || substr(e.type, 9) END), 33),
  unixepoch(nullif(substr(max(
    CASE
      WHEN e.type GLOB 'cadence.*' THEN e.place || CASE
        WHEN e.body ->> '$.data.until' GLOB
          '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
          THEN e.body ->> '$.data.until'
        ELSE ''
      END
    END
  ), 33), '')) * 1000
FROM gathered w
CROSS JOIN live e ON e.subject = w.subject
WHERE w.kind = 'contact'
  AND (w.subject = w.id OR e.type GLOB 'cadence.*')
  AND e.type IN (
    'contact.added', 'contact.corrected', 'contact.classified', 'contact.archived',
    'contact.restored', 'contacts.merged', 'cadence.set', 'cadence.paused', 'cadence.stopped'
  )
  AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.contact = w.id)
GROUP BY w.id
HAVING max(e.type = 'contact.added');

UPDATE contact
SET tags = w.tags
FROM (
  SELECT subject, json_group_array(tag) AS tags
  FROM (
    SELECT subject, tag
    FROM (
      SELECT e.subject, e.place, e.type, g.value AS tag
      FROM touched t
      CROSS JOIN live e ON e.subject = t.subject
      JOIN json_each(e.body, '$.data.tags') g
      WHERE t.kind = 'contact' AND e.type IN ('contact.added', 'contacts.merged')
        AND g.type = 'text'
      UNION ALL
      SELECT e.subject, e.place, e.type, e.body ->> '$.data.tag'
      FROM touched t
      CROSS JOIN live e ON e.subject = t.subject
      WHERE t.kind = 'contact' AND e.type IN ('contact.tagged', 'contact.untagged')
        AND json_type(e.body, '$.data.tag') = 'text'
    )
    GROUP BY subject, tag
    HAVING substr(max(place || type), 33) <> 'contact.untagged'
    ORDER BY subject, tag
  )
  GROUP BY subject
) w
WHERE contact.id = w.subject;
