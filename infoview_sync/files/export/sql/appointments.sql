-- What a calendar needs of every interview; `sequence` grows, and `revised_at` is when it did
-- last: agreed, moved, called off, or that undone.
SELECT i.id, i.contact, c.name, c.org, i.status, i.starts_at, i.tz, i.planned_minutes, i.mode,
  i.place, r.revisions + r.invited_sequence AS sequence, r.revised_at
FROM interview i
JOIN revision r ON r.interview = i.id
LEFT JOIN contact c ON c.id = i.contact
ORDER BY i.starts_at, i.id;
