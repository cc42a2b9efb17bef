-- Threads of messages: sent once, followed up, answered or closed. Automatic replies are no reply.

DELETE FROM outreach
WHERE id IN (SELECT subject FROM touched WHERE kind = 'outreach');

INSERT INTO outreach (
  id, contact, channel, asked_minutes, referrer, sent_at, sent_day, follow_ups, followed_up_at,
  replied_at, disposition, closed_at, draft
)
SELECT e.subject,
  substr(max(
    CASE
      WHEN e.type IN ('outreach.drafted', 'outreach.sent')
        THEN e.place || (e.body ->> '$.data.contact')
    END
  ), 33),
  substr(max(
    CASE
      WHEN e.type IN ('outreach.drafted', 'outreach.sent')
        THEN e.place || (e.body ->> '$.data.channel')
    END
  ), 33),
  CAST(substr(max(e.place || (e.body ->> '$.data.asked_minutes')), 33) AS INTEGER),
  substr(max(e.place || (e.body ->> '$.data.referrer')), 33),
  min(CASE WHEN e.type = 'outreach.sent' THEN e.occurred_at END),
  min(
    CASE WHEN e.type = 'outreach.sent' THEN (e.occurred_at / 60000 + e.offset_min) / 1440 END
  ),
  sum(e.type = 'outreach.followed_up'),
  max(CASE WHEN e.type = 'outreach.followed_up' THEN e.occurred_at END),
  min(
    CASE
      WHEN e.type = 'reply.received' AND NOT coalesce(e.body ->> '$.data.automatic', 0)
        THEN e.occurred_at
    END
  ),
  substr(max(
    CASE
      WHEN e.type = 'reply.received' AND NOT coalesce(e.body ->> '$.data.automatic', 0)
        THEN e.place || (e.body ->> '$.data.disposition')
    END
  ), 33),
  max(CASE WHEN e.type = 'outreach.closed' THEN e.occurred_at END),
  substr(max(
    CASE WHEN e.type = 'outreach.drafted' THEN e.place || (e.body ->> '$.data.text') END
  ), 33)
FROM touched t
CROSS JOIN live e ON e.subject = t.subject
WHERE t.kind = 'outreach'
  AND e.type IN (
    'outreach.drafted', 'outreach.sent', 'outreach.followed_up', 'reply.received',
    'outreach.closed'
  )
GROUP BY e.subject
HAVING max(
  e.type IN ('outreach.drafted', 'outreach.sent')
  AND json_type(e.body, '$.data.contact') = 'text'
);
