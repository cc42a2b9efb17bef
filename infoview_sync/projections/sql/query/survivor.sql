-- Whom the contact :id is shown as: the survivor of a merge, else itself.
SELECT coalesce((SELECT a.survivor FROM alias a WHERE a.contact = :id), :id) AS id;
