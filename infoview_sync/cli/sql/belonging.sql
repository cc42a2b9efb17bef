-- Every subject that belongs to :contact.
SELECT DISTINCT subject FROM belonging WHERE contact = :contact ORDER BY subject;
