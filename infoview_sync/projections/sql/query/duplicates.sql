-- Pairs of people who may be one: the same web address, else e-mail, else name and organisation
-- (best evidence first). Suggested only; the user decides.
WITH mark (contact, by, value) AS MATERIALIZED (
  SELECT c.id, 'url',
    lower(rtrim(replace(replace(replace(
      CASE WHEN instr(u.value, '?') THEN substr(u.value, 1, instr(u.value, '?') - 1) ELSE u.value END,
      'https://', ''), 'http://', ''), 'www.', ''), '/'))
  FROM contact c
  JOIN json_each(CASE WHEN json_valid(c.urls) THEN c.urls ELSE '[]' END) u
  WHERE u.type = 'text'
  UNION
  SELECT c.id, 'email', lower(trim(m.value))
  FROM contact c
  JOIN json_each(CASE WHEN json_valid(c.emails) THEN c.emails ELSE '[]' END) m
  WHERE m.type = 'text'
  UNION
  SELECT c.id, 'name', lower(trim(c.name)) || char(10) || lower(trim(c.org))
  FROM contact c
  WHERE trim(c.name) <> '' AND trim(c.org) <> ''
),
shared (by, value) AS (
  -- What more people share (a newsroom's address) tells nobody apart.
  SELECT by, value FROM mark WHERE value <> '' GROUP BY by, value HAVING count(*) BETWEEN 2 AND 5
),
pair (one, other, by) AS (
  SELECT a.contact, b.contact, max(a.by)
  FROM shared s
  JOIN mark a ON a.by = s.by AND a.value = s.value
  JOIN mark b ON b.by = s.by AND b.value = s.value AND b.contact > a.contact
  GROUP BY a.contact, b.contact
)
SELECT p.one, a.name AS one_name, a.org AS one_org, p.other, b.name AS other_name,
  b.org AS other_org, p.by
FROM pair p
JOIN contact a ON a.id = p.one
JOIN contact b ON b.id = p.other
ORDER BY p.by DESC, a.name, p.one, p.other;
