-- Old bodies as today's catalogue words them: one WHEN a type whose fields were renamed, kept for
-- ever, because bodies are never rewritten. An event that says both keeps the newer name.
--   insight.captured: confidence, without a unit, became confidence_percent in version 0.2.
CREATE TEMP VIEW upcast AS
SELECT e.log, e.seq, e.hlc, e.type, e.subject, e.occurred_at, e.offset_min,
  CASE e.type
    WHEN 'insight.captured'
      THEN CASE
        WHEN json_type(e.body, '$.data.confidence') IS NOT NULL
          THEN json_remove(
            json_insert(
              e.body, '$.data.confidence_percent', json_extract(e.body, '$.data.confidence')
            ),
            '$.data.confidence'
          )
        ELSE e.body
      END
    ELSE e.body
  END AS body
FROM event e;
