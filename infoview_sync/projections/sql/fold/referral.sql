-- Referrals: who named whom, and what became of it. A name becomes a contact by `to`.

DELETE FROM referral
WHERE id IN (SELECT subject FROM touched WHERE kind = 'referral');

INSERT INTO referral (
  id, "from", "to", name_only, org, interview, may_use_name, intro_by, received_at, received_day,
  pursued_at, pursued_day, declined_at
)
SELECT id, coalesce(f.survivor, said.giver), coalesce(t.survivor, said.named), name_only, org,
  interview, may_use_name, intro_by, received_at, received_day, pursued_at, pursued_day, declined_at
FROM (
  SELECT e.subject AS id,
    substr(max(e.place || (e.body ->> '$.data.from')), 33) AS giver,
    substr(max(e.place || (e.body ->> '$.data.to')), 33) AS named,
    substr(max(e.place || (e.body ->> '$.data.name_only')), 33) AS name_only,
    substr(max(e.place || (e.body ->> '$.data.org')), 33) AS org,
    substr(max(e.place || (e.body ->> '$.data.interview')), 33) AS interview,
    CAST(substr(max(e.place || (e.body ->> '$.data.may_use_name')), 33) AS INTEGER)
      AS may_use_name,
    substr(max(e.place || (e.body ->> '$.data.intro_by')), 33) AS intro_by,
    min(CASE WHEN e.type = 'referral.received' THEN e.occurred_at END) AS received_at,
    min(
      CASE
        WHEN e.type = 'referral.received' THEN (e.occurred_at / 60000 + e.offset_min) / 1440
      END
    ) AS received_day,
    min(CASE WHEN e.type = 'referral.pursued' THEN e.occurred_at END) AS pursued_at,
    min(
      CASE WHEN e.type = 'referral.pursued' THEN (e.occurred_at / 60000 + e.offset_min) / 1440 END
    ) AS pursued_day,
    min(CASE WHEN e.type = 'referral.declined' THEN e.occurred_at END) AS declined_at
  FROM touched t
  CROSS JOIN live e ON e.subject = t.subject
  WHERE t.kind = 'referral'
    AND e.type IN ('referral.received', 'referral.pursued', 'referral.declined')
  GROUP BY e.subject
  HAVING max(e.type = 'referral.received' AND json_type(e.body, '$.data.from') = 'text')
) said
LEFT JOIN alias f ON f.contact = said.giver
LEFT JOIN alias t ON t.contact = said.named;
