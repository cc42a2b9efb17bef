-- Before a rebuild: every projection table there ever was, so that an older version's go too.
-- Not part of schema.sql because a replay must not reach through to the attached log's tables.

DROP TABLE IF EXISTS search;
DROP TABLE IF EXISTS document;
DROP TABLE IF EXISTS standing;
DROP TABLE IF EXISTS journal;
DROP TABLE IF EXISTS due_mark;
DROP TABLE IF EXISTS reminder;
DROP TABLE IF EXISTS touch;
DROP TABLE IF EXISTS help;
DROP TABLE IF EXISTS mentorship;
DROP TABLE IF EXISTS opportunity;
DROP TABLE IF EXISTS advice;
DROP TABLE IF EXISTS referral_request;
DROP TABLE IF EXISTS referral;
DROP TABLE IF EXISTS insight_link;
DROP TABLE IF EXISTS insight;
DROP TABLE IF EXISTS note;
DROP TABLE IF EXISTS question;
DROP TABLE IF EXISTS interview;
DROP TABLE IF EXISTS follow_up;
DROP TABLE IF EXISTS outreach;
DROP TABLE IF EXISTS contact_tag;
DROP TABLE IF EXISTS contact;
DROP TABLE IF EXISTS device;
DROP TABLE IF EXISTS vouched;
DROP TABLE IF EXISTS recovery;
DROP TABLE IF EXISTS goal;
DROP TABLE IF EXISTS setting;
DROP TABLE IF EXISTS forgotten;
DROP TABLE IF EXISTS alias;
DROP TABLE IF EXISTS merge;
DROP TABLE IF EXISTS retracted;
DROP TABLE IF EXISTS projection;
