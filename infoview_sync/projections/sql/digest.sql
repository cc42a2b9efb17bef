-- Every row of every projection table as text, in one fixed order: its SHA-256 is the digest by
-- which two devices with equal heads check that they show the same. Search is left out: it holds
-- the same words again, in the order of their arrival. A test names any column missing here.
SELECT 'retracted' AS name, quote(subject) || ',' || quote(log) || ',' || quote(seq) AS row
FROM retracted
UNION ALL
SELECT 'merge', quote(survivor) || ',' || quote(contact) || ',' || quote(place)
FROM merge
UNION ALL
SELECT 'alias', quote(contact) || ',' || quote(survivor)
FROM alias
UNION ALL
SELECT 'forgotten', quote(contact) || ',' || quote(subject)
FROM forgotten
UNION ALL
SELECT 'setting', quote(subject) || ',' || quote(name) || ',' || quote(value)
  || ',' || quote(place)
FROM setting
UNION ALL
SELECT 'goal', quote(subject) || ',' || quote(activity) || ',' || quote(per_week)
  || ',' || quote(place)
FROM goal
UNION ALL
SELECT 'device', quote(log) || ',' || quote(name) || ',' || quote(form)
  || ',' || quote(added_at) || ',' || quote(revoked) || ',' || quote(public_key)
  || ',' || quote(agreement_key) || ',' || quote(approved_by) || ',' || quote(last_seq)
FROM device
UNION ALL
SELECT 'vouched', quote(log) || ',' || quote(voucher) || ',' || quote(last_seq)
FROM vouched
UNION ALL
SELECT 'recovery', quote(subject) || ',' || quote(public_key) || ',' || quote(agreement_key)
FROM recovery
UNION ALL
SELECT 'contact', quote(id) || ',' || quote(name) || ',' || quote(org) || ',' || quote(title)
  || ',' || quote(emails) || ',' || quote(phones) || ',' || quote(urls)
  || ',' || quote(location) || ',' || quote(source) || ',' || quote(met_through)
  || ',' || quote(notes) || ',' || quote(connected_on) || ',' || quote(attitude)
  || ',' || quote(archived) || ',' || quote(added_at) || ',' || quote(researched_at)
  || ',' || quote(cadence_days) || ',' || quote(cadence_set_at)
  || ',' || quote(cadence_state) || ',' || quote(cadence_until) || ',' || quote(tags)
FROM contact
UNION ALL
SELECT 'outreach', quote(id) || ',' || quote(contact) || ',' || quote(channel)
  || ',' || quote(asked_minutes) || ',' || quote(referrer) || ',' || quote(sent_at)
  || ',' || quote(sent_day) || ',' || quote(follow_ups) || ',' || quote(followed_up_at)
  || ',' || quote(followed_up_day) || ',' || quote(replied_at) || ',' || quote(last_reply_at)
  || ',' || quote(last_reply_day) || ',' || quote(disposition) || ',' || quote(closed_at)
  || ',' || quote(draft)
FROM outreach
UNION ALL
SELECT 'follow_up', quote(outreach) || ',' || quote(place) || ',' || quote(at)
  || ',' || quote(day)
FROM follow_up
UNION ALL
SELECT 'interview', quote(id) || ',' || quote(contact) || ',' || quote(status)
  || ',' || quote(scheduled_at) || ',' || quote(starts_at) || ',' || quote(agreed_at)
  || ',' || quote(agreed_day) || ',' || quote(starts_local) || ',' || quote(starts_day)
  || ',' || quote(tz) || ',' || quote(planned_minutes) || ',' || quote(mode)
  || ',' || quote(place) || ',' || quote(started_at) || ',' || quote(ended_at)
  || ',' || quote(ended_day) || ',' || quote(actual_minutes) || ',' || quote(thanked_at)
  || ',' || quote(thanked_day) || ',' || quote(thank_you_draft) || ',' || quote(debrief)
  || ',' || quote(recording_consent) || ',' || quote(changes) || ',' || quote(off_at)
  || ',' || quote(off_day) || ',' || quote(calendar_uid) || ',' || quote(calendar_sequence)
FROM interview
UNION ALL
SELECT 'question', quote(id) || ',' || quote(interview) || ',' || quote(category)
  || ',' || quote(text) || ',' || quote(rank) || ',' || quote(prepared_at)
  || ',' || quote(removed) || ',' || quote(asked_at) || ',' || quote(answer)
FROM question
UNION ALL
SELECT 'note', quote(id) || ',' || quote(interview) || ',' || quote(text)
  || ',' || quote(taken_at)
FROM note
UNION ALL
SELECT 'insight', quote(id) || ',' || quote(interview) || ',' || quote(contact)
  || ',' || quote(theme) || ',' || quote(text) || ',' || quote(confidence)
  || ',' || quote(attribution) || ',' || quote(captured_at)
FROM insight
UNION ALL
SELECT 'insight_link', quote(insight) || ',' || quote(other) || ',' || quote(relation)
FROM insight_link
UNION ALL
SELECT 'referral', quote(id) || ',' || quote("from") || ',' || quote("to")
  || ',' || quote(name_only) || ',' || quote(org) || ',' || quote(interview)
  || ',' || quote(may_use_name) || ',' || quote(intro_by) || ',' || quote(received_at)
  || ',' || quote(received_day) || ',' || quote(pursued_at) || ',' || quote(pursued_day)
  || ',' || quote(declined_at)
FROM referral
UNION ALL
SELECT 'referral_request', quote(id) || ',' || quote(contact) || ',' || quote(interview)
  || ',' || quote(asked_at)
FROM referral_request
UNION ALL
SELECT 'advice', quote(id) || ',' || quote(contact) || ',' || quote(interview)
  || ',' || quote(text) || ',' || quote(received_at) || ',' || quote(received_day)
  || ',' || quote(acted_on_at) || ',' || quote(acted_on_day) || ',' || quote(outcome)
  || ',' || quote(reported_back_at) || ',' || quote(reported_back_day)
FROM advice
UNION ALL
SELECT 'opportunity', quote(id) || ',' || quote(sort) || ',' || quote(title)
  || ',' || quote(contact) || ',' || quote(interview) || ',' || quote(stage)
  || ',' || quote(surfaced_at) || ',' || quote(closed_at) || ',' || quote(outcome)
FROM opportunity
UNION ALL
SELECT 'mentorship', quote(id) || ',' || quote(contact) || ',' || quote(proposed_at)
  || ',' || quote(started_at) || ',' || quote(ended_at) || ',' || quote(sessions)
  || ',' || quote(last_session_at) || ',' || quote(last_session_day)
FROM mentorship
UNION ALL
SELECT 'help', quote(id) || ',' || quote(contact) || ',' || quote(text)
  || ',' || quote(given_at)
FROM help
UNION ALL
SELECT 'touch', quote(id) || ',' || quote(contact) || ',' || quote(direction)
  || ',' || quote(channel) || ',' || quote(text) || ',' || quote(at) || ',' || quote(day)
FROM touch
UNION ALL
SELECT 'reminder', quote(id) || ',' || quote(contact) || ',' || quote(text)
  || ',' || quote(scheduled_at) || ',' || quote(due_at) || ',' || quote(due_local)
  || ',' || quote(due_day)
FROM reminder
UNION ALL
SELECT 'due_mark', quote(subject) || ',' || quote(rule) || ',' || quote(snoozed_until)
  || ',' || quote(snoozed_at) || ',' || quote(closed_at) || ',' || quote(closed_day)
FROM due_mark
UNION ALL
SELECT 'journal', quote(id) || ',' || quote(contact) || ',' || quote(interview)
  || ',' || quote(text) || ',' || quote(written_at)
FROM journal
UNION ALL
SELECT 'standing', quote(contact) || ',' || quote(stage) || ',' || quote(interview)
  || ',' || quote(outreach) || ',' || quote(interviewed) || ',' || quote(meeting)
  || ',' || quote(mentored) || ',' || quote(was_mentored) || ',' || quote(contact_at)
  || ',' || quote(contact_day) || ',' || quote(two_way_at)
FROM standing
ORDER BY name, row;
