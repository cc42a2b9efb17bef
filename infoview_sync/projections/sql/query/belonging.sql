-- Every subject that belongs to :contact: what a forgetting must name.
SELECT DISTINCT b.subject
FROM belonging b
WHERE b.contact = :contact
ORDER BY b.subject;
