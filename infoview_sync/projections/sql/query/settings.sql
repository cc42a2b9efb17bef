-- Every norm with its value, its bounds and where it comes from, then the user's other settings.
SELECT d.name, n.value, d.value AS by_default, d.least, d.most, d.unit, d.about, d.source
FROM norm_default d
JOIN norm n ON n.name = d.name
UNION ALL
SELECT p.name, p.value, NULL, NULL, NULL, '', '', ''
FROM preference p
WHERE p.name NOT IN (SELECT d.name FROM norm_default d)
ORDER BY 1;
