-- Whose standing may change, as the rows still are; fold/standing.sql adds whose, as they have become.
INSERT OR IGNORE INTO touched (kind, subject)
SELECT 'standing', contact FROM concerned;
