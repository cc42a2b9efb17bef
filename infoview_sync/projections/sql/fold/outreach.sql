-- Threads of messages: sent once, followed up, answered or closed. Automatic replies are no reply.

DELETE FROM outreach
WHERE id IN (SELECT subject FROM touched WHERE kind = 'outreach');

INSERT INTO outreach (
  id, contact, channel, asked_minutes, referrer, sent_at, sent_day, follow_ups, followed_up_at,
  followed_up_day, replied_at, last_reply_at, last_reply_day, disposition, closed_at, draft
)
SELECT id, coalesce(c.survivor, said.contact), channel, asked_minutes,
  coalesce(r.survivor, said.referrer), sent_at, sent_day, follow_ups, followed_up_at,
  followed_up_day, replied_at, last_reply_at, last_reply_day, disposition, closed_at, draft
FROM (
  SELECT e.subject AS id,
    substr(max(
      CASE
        WHEN e.type IN ('outreach.drafted', 'outreach.sent')
          THEN e.place || (e.body ->> '$.data.contact')
      END
    ), 33) AS contact,
    substr(max(
      CASE
        WHEN e.type IN ('outreach.drafted', 'outreach.sent')
          THEN e.place || (e.body ->> '$.data.channel')
      END
    ), 33) AS channel,
    CAST(substr(max(e.place || (e.body ->> '$.data.asked_minutes')), 33) AS INTEGER)
      AS asked_minutes,
    substr(max(e.place || (e.body ->> '$.data.referrer')), 33) AS referrer,
    min(CASE WHEN e.type = 'outreach.sent' THEN e.occurred_at END) AS sent_at,
    min(
      CASE WHEN e.type = 'outreach.sent' THEN (e.occurred_at / 60000 + e.offset_min) / 1440 END
    ) AS sent_day,
    sum(e.type = 'outreach.followed_up') AS follow_ups,
    max(CASE WHEN e.type = 'outreach.followed_up' THEN e.occurred_at END) AS followed_up_at,
    max(
      CASE
        WHEN e.type = 'outreach.followed_up' THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS followed_up_day,
    min(
      CASE
        WHEN e.type = 'reply.received' AND NOT coalesce(e.body ->> '$.data.automatic', 0)
          THEN e.occurred_at
      END
    ) AS replied_at,
    max(
      CASE
        WHEN e.type = 'reply.received' AND NOT coalesce(e.body ->> '$.data.automatic', 0)
          THEN e.occurred_at
      END
    ) AS last_reply_at,
    max(
      CASE
        WHEN e.type = 'reply.received' AND NOT coalesce(e.body ->> '$.data.automatic', 0)
          THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS last_reply_day,
    substr(max(
      CASE
        WHEN e.type = 'reply.received' AND NOT coalesce(e.body ->> '$.data.automatic', 0)
          THEN e.place || (e.body ->> '$.data.disposition')
      END
    ), 33) AS disposition,
    max(CASE WHEN e.type = 'outreach.closed' THEN e.occurred_at END) AS closed_at,
    substr(max(
      CASE WHEN e.type = 'outreach.drafted' THEN e.place || (e.body ->> '$.data.text') END
    ), 33) AS draft
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
  )
) said
LEFT JOIN alias c ON c.contact = said.contact
LEFT JOIN alias r ON r.contact = said.referrer;

DELETE FROM follow_up
WHERE outreach IN (SELECT subject FROM touched WHERE kind = 'outreach');

-- (Grouped: nothing stops a log from giving two events one stamp.)
INSERT INTO follow_up (outreach, place, at, day)
SELECT e.subject, e.place, min(e.occurred_at),
  min((e.occurred_at / 60000 + e.offset_min) / 1440)
FROM touched t
CROSS JOIN outreach o ON o.id = t.subject
JOIN live e ON e.subject = t.subject
WHERE t.kind = 'outreach' AND e.type = 'outreach.followed_up' AND o.follow_ups > 0
GROUP BY e.subject, e.place;
