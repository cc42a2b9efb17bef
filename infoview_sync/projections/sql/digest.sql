-- Every row of every projection table as text, in one fixed order: its SHA-256 is the digest by
-- which two devices with equal heads check that they show the same. Search is left out: it holds
-- the same words again, in the order of their arrival. A test names any column missing here.
SELECT 'retracted' AS name, quote(subject) || ',' || quote(log) || ',' || quote(seq) AS row
FROM retracted
UNION ALL
SELECT 'device', quote(log) || ',' || quote(name) || ',' || quote(form) || ',' || quote(added_at)
  || ',' || quote(revoked)
FROM device
UNION ALL
SELECT 'contact', quote(id) || ',' || quote(name) || ',' || quote(org) || ',' || quote(title)
  || ',' || quote(emails) || ',' || quote(phones) || ',' || quote(urls) || ',' || quote(location)
  || ',' || quote(source) || ',' || quote(met_through) || ',' || quote(notes)
  || ',' || quote(connected_on) || ',' || quote(attitude) || ',' || quote(archived)
  || ',' || quote(added_at)
FROM contact
UNION ALL
SELECT 'contact_tag', quote(contact) || ',' || quote(tag)
FROM contact_tag
UNION ALL
SELECT 'outreach', quote(id) || ',' || quote(contact) || ',' || quote(channel)
  || ',' || quote(asked_minutes) || ',' || quote(referrer) || ',' || quote(sent_at)
  || ',' || quote(sent_day) || ',' || quote(follow_ups) || ',' || quote(followed_up_at)
  || ',' || quote(replied_at) || ',' || quote(disposition) || ',' || quote(closed_at)
  || ',' || quote(draft)
FROM outreach
UNION ALL
SELECT 'interview', quote(id) || ',' || quote(contact) || ',' || quote(status)
  || ',' || quote(scheduled_at) || ',' || quote(starts_at) || ',' || quote(starts_local)
  || ',' || quote(tz) || ',' || quote(planned_minutes) || ',' || quote(mode)
  || ',' || quote(place) || ',' || quote(started_at) || ',' || quote(ended_at)
  || ',' || quote(actual_minutes) || ',' || quote(thanked_at) || ',' || quote(thank_you_draft)
  || ',' || quote(debrief) || ',' || quote(recording_consent)
FROM interview
UNION ALL
SELECT 'question', quote(id) || ',' || quote(interview) || ',' || quote(category)
  || ',' || quote(text) || ',' || quote(rank) || ',' || quote(prepared_at)
  || ',' || quote(removed) || ',' || quote(asked_at) || ',' || quote(answer)
FROM question
UNION ALL
SELECT 'note', quote(id) || ',' || quote(interview) || ',' || quote(text) || ',' || quote(taken_at)
FROM note
UNION ALL
SELECT 'insight', quote(id) || ',' || quote(interview) || ',' || quote(contact)
  || ',' || quote(theme) || ',' || quote(text) || ',' || quote(confidence)
  || ',' || quote(attribution) || ',' || quote(captured_at)
FROM insight
UNION ALL
SELECT 'referral', quote(id) || ',' || quote("from") || ',' || quote("to")
  || ',' || quote(name_only) || ',' || quote(org) || ',' || quote(interview)
  || ',' || quote(may_use_name) || ',' || quote(intro_by) || ',' || quote(received_at)
  || ',' || quote(pursued_at) || ',' || quote(declined_at)
FROM referral
ORDER BY name, row;
