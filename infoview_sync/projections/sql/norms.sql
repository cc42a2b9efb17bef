-- The norms of the practice (DOMAIN §4): what each is by default, between which bounds a setting
-- may move it, and where it comes from. A setting is an event, so it syncs and is undone like one.

CREATE TEMP TABLE norm_default (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL,
  least INTEGER NOT NULL,
  most INTEGER NOT NULL,
  unit TEXT NOT NULL,
  about TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO norm_default (name, value, least, most, unit, about, source)
VALUES
  ('ask_minutes', 30, 5, 240, 'minutes', 'ask for no more of somebody''s time than this',
    'Berkeley and Puget Sound career centres'),
  ('request_words', 100, 20, 1000, 'words', 'a request stays below this length',
    'SFU career services'),
  ('elsewhere_business_days', 3, 1, 60, 'business days',
    'silent for this long: write to somebody else there', 'Duke career hub (3B7)'),
  ('follow_up_business_days', 7, 1, 60, 'business days', 'silent for this long: follow up once',
    'Duke career hub (3B7)'),
  ('follow_ups_max', 1, 0, 10, 'follow-ups', 'never remind anybody more often than this',
    'SFU career services'),
  ('close_after_days', 14, 1, 365, 'days',
    'no answer for this long after the last follow-up: close the thread', 'SFU career services'),
  ('schedule_within_days', 3, 1, 60, 'days',
    'agree on a time this soon after a yes, or after a talk was called off', 'this product'),
  ('confirm_days_before', 1, 0, 14, 'days', 'confirm this long before the interview',
    'career-centre guides'),
  ('questions_min', 5, 0, 50, 'questions', 'prepare at least this many before the start',
    'this product'),
  ('planned_minutes', 30, 5, 480, 'minutes', 'an interview without a planned length lasts this',
    'career-centre guides'),
  ('thank_within_hours', 24, 1, 720, 'hours', 'send the thank-you within this time',
    'Yale: within 24 hours'),
  ('thank_overdue_days', 7, 1, 90, 'days', 'after this the thank-you is overdue',
    'Minnesota Morris: within a week'),
  ('debrief_within_days', 0, 0, 30, 'days', 'look back this soon: 0 is the same day',
    'this product'),
  ('referral_within_days', 7, 1, 90, 'days', 'write to a person you were referred to this soon',
    'opentextbooks.org.hk'),
  ('check_in_after_days', 7, 1, 90, 'days', 'after an introduction, check in from this day on',
    'opentextbooks.org.hk'),
  ('check_in_overdue_days', 10, 1, 90, 'days', 'after an introduction, check in by this day',
    'opentextbooks.org.hk'),
  ('report_back_days', 90, 1, 730, 'days', 'tell an adviser what came of it within this time',
    'Yale and Berkeley career services'),
  ('report_back_lead_days', 14, 0, 365, 'days', 'remind of that this long before',
    'this product'),
  ('stale_after_days', 60, 7, 3650, 'days', 'list apart what has waited longer than this',
    'this product'),
  ('keep_in_touch_days', 90, 1, 3650, 'days', 'keep in touch this often',
    'Santa Clara: every few months; Dex'),
  ('mentor_touch_days', 30, 1, 3650, 'days', 'keep in touch with a mentor this often',
    'Santa Clara: every few months; Dex');

-- What the user set last, on whichever device.
CREATE TEMP VIEW preference AS
SELECT name, substr(max(place || value), 33) AS value
FROM setting
GROUP BY name
HAVING substr(max(place || value), 33) <> '';

CREATE TEMP VIEW norm AS
SELECT d.name,
  coalesce(
    CASE
      WHEN p.value NOT GLOB '*[^0-9]*' AND length(p.value) <= 7
        AND CAST(p.value AS INTEGER) BETWEEN d.least AND d.most
        THEN CAST(p.value AS INTEGER)
    END,
    d.value
  ) AS value
FROM norm_default d
LEFT JOIN preference p ON p.name = d.name;

-- All of them in one row, for questions that weigh facts against several.
CREATE TEMP VIEW norms AS
SELECT max(CASE WHEN name = 'ask_minutes' THEN value END) AS ask_minutes,
  max(CASE WHEN name = 'request_words' THEN value END) AS request_words,
  max(CASE WHEN name = 'elsewhere_business_days' THEN value END) AS elsewhere_business_days,
  max(CASE WHEN name = 'follow_up_business_days' THEN value END) AS follow_up_business_days,
  max(CASE WHEN name = 'follow_ups_max' THEN value END) AS follow_ups_max,
  max(CASE WHEN name = 'close_after_days' THEN value END) AS close_after_days,
  max(CASE WHEN name = 'schedule_within_days' THEN value END) AS schedule_within_days,
  max(CASE WHEN name = 'confirm_days_before' THEN value END) AS confirm_days_before,
  max(CASE WHEN name = 'questions_min' THEN value END) AS questions_min,
  max(CASE WHEN name = 'planned_minutes' THEN value END) AS planned_minutes,
  max(CASE WHEN name = 'thank_within_hours' THEN value END) AS thank_within_hours,
  max(CASE WHEN name = 'thank_overdue_days' THEN value END) AS thank_overdue_days,
  max(CASE WHEN name = 'debrief_within_days' THEN value END) AS debrief_within_days,
  max(CASE WHEN name = 'referral_within_days' THEN value END) AS referral_within_days,
  max(CASE WHEN name = 'check_in_after_days' THEN value END) AS check_in_after_days,
  max(CASE WHEN name = 'check_in_overdue_days' THEN value END) AS check_in_overdue_days,
  max(CASE WHEN name = 'report_back_days' THEN value END) AS report_back_days,
  max(CASE WHEN name = 'report_back_lead_days' THEN value END) AS report_back_lead_days,
  max(CASE WHEN name = 'stale_after_days' THEN value END) AS stale_after_days,
  max(CASE WHEN name = 'keep_in_touch_days' THEN value END) AS keep_in_touch_days,
  max(CASE WHEN name = 'mentor_touch_days' THEN value END) AS mentor_touch_days
FROM norm;

-- The rules of the agenda (query/agenda.sql): what each asks to do, and the norm it rests on.
CREATE TEMP TABLE due_rule (
  rule TEXT PRIMARY KEY,
  todo TEXT NOT NULL,
  norm TEXT                  -- NULL: the user's own wish
) STRICT, WITHOUT ROWID;

INSERT INTO due_rule (rule, todo, norm)
VALUES
  ('thank_you', 'Send the thank-you', 'thank_within_hours'),
  ('debrief', 'Write the debrief', 'debrief_within_days'),
  ('prepare', 'Prepare questions', 'questions_min'),
  ('confirm', 'Confirm the interview', 'confirm_days_before'),
  ('hold', 'Hold the interview', 'planned_minutes'),
  ('time_up', 'Time is up: ask before going on', 'planned_minutes'),
  ('elsewhere', 'Write to somebody else there', 'elsewhere_business_days'),
  ('follow_up', 'Follow up once', 'follow_up_business_days'),
  ('close', 'Close the thread?', 'close_after_days'),
  ('schedule', 'Agree on a time', 'schedule_within_days'),
  ('referral', 'Write to the person you were referred to', 'referral_within_days'),
  ('check_in', 'Check in after the introduction', 'check_in_after_days'),
  ('report_back', 'Report back on the advice', 'report_back_days'),
  ('keep_in_touch', 'Keep in touch', 'keep_in_touch_days'),
  ('reminder', 'Remember', NULL);
