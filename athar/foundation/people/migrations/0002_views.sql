-- What the metrics engine reads about people: numbers and days, no names.
CREATE VIEW memberships AS
SELECT person_id AS person, cluster_id AS cluster, since, until FROM people_membership;

-- When a person's participations do not count, and why: from the day of a withdrawal (a guardian's
-- revocation) until the day consent was given again (the guardian approved again).
CREATE VIEW withheld AS
SELECT person_id AS person, 'consent_withdrawn'::text AS reason, NULL::text AS initiative, "on" AS since, next_on AS until
FROM (
    SELECT person_id, given, "on",
        lead("on") OVER (PARTITION BY person_id ORDER BY "on", id) AS next_on
    FROM people_consentevent WHERE purpose = 'participation'
) AS events
WHERE NOT given
UNION ALL
SELECT revoked.child_id, 'guardian_revoked'::text, nullif(revoked.initiative, '')::text, revoked.revoked_on,
    (SELECT min(later.approved_on) FROM people_guardianapproval later
     WHERE later.child_id = revoked.child_id AND later.initiative = revoked.initiative AND later.approved_on >= revoked.revoked_on
       AND later.id <> revoked.id)
FROM people_guardianapproval revoked
WHERE revoked.revoked_on IS NOT NULL;
