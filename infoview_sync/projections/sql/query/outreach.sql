-- The threads with one contact, latest first; :contact.
SELECT id, contact, channel, asked_minutes, referrer, sent_at, follow_ups, followed_up_at,
  replied_at, last_reply_at, disposition, closed_at, draft
FROM outreach
WHERE contact = :contact
ORDER BY coalesce(sent_at, 0) DESC, id DESC;
