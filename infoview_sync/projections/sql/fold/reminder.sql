-- Reminders of the user's own, and what the user said of any due item: snoozed, done, dismissed. What
-- was said of somebody merged into another is said of the survivor.

INSERT OR IGNORE INTO touched (kind, subject)
SELECT 'reminder', a.survivor
FROM touched t
CROSS JOIN alias a ON a.contact = t.subject
WHERE t.kind = 'reminder';

DELETE FROM reminder
WHERE id IN (SELECT subject FROM touched WHERE kind = 'reminder');

INSERT INTO reminder (id, contact, text, scheduled_at, due_at, due_local, due_day)
SELECT id, coalesce(a.survivor, said.contact), text, scheduled_at, unixepoch(due_local) * 1000,
  due_local, unixepoch(substr(due_local, 1, 10)) / 86400
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.contact')), 33) AS contact,
    coalesce(substr(max(e.place || (e.body ->> '$.data.text')), 33), '') AS text,
    min(e.occurred_at) AS scheduled_at,
    substr(max(
      CASE
        WHEN e.body ->> '$.data.due_at' GLOB
          '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
          THEN e.place || (e.body ->> '$.data.due_at')
      END
    ), 33) AS due_local
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'reminder' AND e.type = 'reminder.scheduled'
  GROUP BY e.subject
) said
LEFT JOIN alias a ON a.contact = said.contact
WHERE unixepoch(due_local) IS NOT NULL;

DELETE FROM due_mark
WHERE subject IN (SELECT subject FROM touched WHERE kind = 'reminder');

INSERT INTO due_mark (subject, rule, snoozed_until, snoozed_at, closed_at, closed_day)
SELECT subject, rule, unixepoch(snoozed_local) * 1000, snoozed_at, closed_at, closed_day
FROM (
  SELECT w.id AS subject,
    coalesce(e.body ->> '$.data.rule', 'reminder') AS rule,
    substr(max(
      CASE
        WHEN e.type = 'reminder.snoozed' AND e.body ->> '$.data.until' GLOB
          '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
          THEN e.place || (e.body ->> '$.data.until')
      END
    ), 33) AS snoozed_local,
    CAST(substr(max(
      CASE WHEN e.type = 'reminder.snoozed' THEN e.place || e.occurred_at END
    ), 33) AS INTEGER) AS snoozed_at,
    max(CASE WHEN e.type <> 'reminder.snoozed' THEN e.occurred_at END) AS closed_at,
    max(
      CASE
        WHEN e.type <> 'reminder.snoozed' THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS closed_day
  FROM gathered w
  CROSS JOIN live e ON e.subject = w.subject
  WHERE w.kind = 'reminder'
    AND e.type IN ('reminder.snoozed', 'reminder.completed', 'reminder.dismissed')
    AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.contact = w.id)
  GROUP BY w.id, rule
);
