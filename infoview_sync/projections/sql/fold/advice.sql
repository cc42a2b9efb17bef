-- Advice: received, acted on, reported back.

DELETE FROM advice
WHERE id IN (SELECT subject FROM touched WHERE kind = 'advice');

INSERT INTO advice (
  id, contact, interview, text, received_at, received_day, acted_on_at, acted_on_day, outcome,
  reported_back_at, reported_back_day
)
SELECT id, coalesce(a.survivor, said.contact), interview, text, received_at, received_day,
  acted_on_at, acted_on_day, outcome, reported_back_at, reported_back_day
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    substr(max(e.place || (e.body ->> '$.data.interview')), 33) AS interview,
    coalesce(substr(max(
      CASE WHEN e.type = 'advice.received' THEN e.place || (e.body ->> '$.data.text') END
    ), 33), '') AS text,
    min(CASE WHEN e.type = 'advice.received' THEN e.occurred_at END) AS received_at,
    min(
      CASE WHEN e.type = 'advice.received' THEN (e.occurred_at / 60000 + e.offset_min) / 1440 END
    ) AS received_day,
    min(CASE WHEN e.type = 'advice.acted_on' THEN e.occurred_at END) AS acted_on_at,
    min(
      CASE WHEN e.type = 'advice.acted_on' THEN (e.occurred_at / 60000 + e.offset_min) / 1440 END
    ) AS acted_on_day,
    substr(max(
      CASE WHEN e.type = 'advice.acted_on' THEN e.place || (e.body ->> '$.data.text') END
    ), 33) AS outcome,
    min(CASE WHEN e.type = 'advice.reported_back' THEN e.occurred_at END) AS reported_back_at,
    min(
      CASE
        WHEN e.type = 'advice.reported_back' THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS reported_back_day
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'advice'
    AND e.type IN ('advice.received', 'advice.acted_on', 'advice.reported_back')
  GROUP BY e.subject
  HAVING max(e.type = 'advice.received' AND json_type(e.body, '$.data.contact') = 'text')
) said
LEFT JOIN alias a ON a.contact = said.contact;
