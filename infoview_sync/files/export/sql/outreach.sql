-- Every thread that asks for an interview.
SELECT o.id, o.contact, c.name, o.channel, o.asked_minutes, r.name AS referrer, o.sent_at,
  o.follow_ups, o.followed_up_at, o.replied_at, o.last_reply_at, o.disposition,
  o.closed_at, o.draft
FROM outreach o
LEFT JOIN contact c ON c.id = o.contact
LEFT JOIN contact r ON r.id = o.referrer
ORDER BY coalesce(o.sent_at, 0), o.id;
