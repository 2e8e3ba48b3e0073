-- The ledger's table. Partitioned by the year a fact occurred; never updated, deleted or truncated.
CREATE TABLE ledger_record (
    position bigint NOT NULL,
    kind varchar(12) NOT NULL,
    occurred_on date NOT NULL,
    initiative_id bigint NOT NULL REFERENCES register_initiative,
    edition_id bigint REFERENCES register_edition,
    session varchar(60) NOT NULL,
    organisation_id bigint REFERENCES people_organisation,
    region_id varchar(5) REFERENCES places_region,
    place varchar(120) NOT NULL,
    person_id bigint REFERENCES people_person,
    gender varchar(6) NOT NULL,
    age_group varchar(6) NOT NULL,
    level varchar(12) NOT NULL,
    headcount integer,
    method varchar(12) NOT NULL,
    quantity numeric(14, 2),
    unit varchar(20) NOT NULL,
    dimensions jsonb NOT NULL,
    evidence_id bigint REFERENCES evidence_evidence,
    source varchar(60) NOT NULL,
    external_id varchar(80),
    entered_by_id bigint NOT NULL REFERENCES people_person,
    entered_at timestamptz NOT NULL,
    approved_by_id bigint NOT NULL REFERENCES people_person,
    approved_at timestamptz NOT NULL,
    corrects bigint,
    reason varchar(300) NOT NULL,
    salt bytea NOT NULL,
    commitment bytea NOT NULL,
    hash bytea NOT NULL,
    -- The partition key must be part of every unique key; positions come from one locked counter.
    PRIMARY KEY (position, occurred_on),
    -- A reversal happens on the day of what it reverses, so this binds: once reversed, not again.
    CONSTRAINT a_record_is_reversed_once UNIQUE (corrects, occurred_on),
    CONSTRAINT a_fact_is_imported_once UNIQUE (external_id, occurred_on),
    CONSTRAINT nobody_approves_their_own_entry CHECK (entered_by_id <> approved_by_id),
    CONSTRAINT a_correction_comes_after_what_it_corrects CHECK (corrects < position),
    CONSTRAINT a_correction_gives_its_reason CHECK (corrects IS NULL OR reason <> ''),
    CONSTRAINT a_headcount_is_of_nobody_in_particular CHECK (
        kind <> 'headcount' OR (headcount > 0 AND method <> '' AND person_id IS NULL AND evidence_id IS NOT NULL)
    ),
    CONSTRAINT only_a_headcount_counts_heads CHECK (kind = 'headcount' OR headcount IS NULL),
    CONSTRAINT a_service_is_to_somebody CHECK (kind NOT IN ('service', 'training', 'completion', 'hours') OR person_id IS NOT NULL),
    CONSTRAINT hours_and_targets_say_how_much CHECK (kind NOT IN ('hours', 'target') OR coalesce(quantity, 0) > 0),
    CONSTRAINT a_day_has_twenty_four_hours CHECK (kind <> 'hours' OR coalesce(quantity, 25) <= 24),
    CONSTRAINT hashes_have_their_length CHECK (length(salt) = 16 AND length(commitment) = 32 AND length(hash) = 32)
) PARTITION BY RANGE (occurred_on);

CREATE INDEX ledger_record_by_day ON ledger_record (occurred_on, kind);
CREATE INDEX ledger_record_by_person ON ledger_record (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ledger_record_by_initiative ON ledger_record (initiative_id, occurred_on);

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger only grows: % on % is refused; post a correcting record instead', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER records_are_never_changed BEFORE UPDATE OR DELETE ON ledger_record
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER records_are_never_truncated BEFORE TRUNCATE ON ledger_record
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER heads_are_never_changed BEFORE UPDATE OR DELETE ON ledger_signedhead
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER heads_are_never_truncated BEFORE TRUNCATE ON ledger_signedhead
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER nodes_are_never_changed BEFORE UPDATE OR DELETE ON ledger_node
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE OR DELETE ON ledger_decision
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER proposals_are_never_changed BEFORE UPDATE OR DELETE ON ledger_proposal
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();

-- Maker and checker are compared on the decision; this keeps its copy of the maker true.
ALTER TABLE ledger_proposal ADD CONSTRAINT a_proposal_has_one_maker UNIQUE (id, entered_by_id);
ALTER TABLE ledger_decision ADD CONSTRAINT a_decision_names_the_maker_of_its_proposal
    FOREIGN KEY (proposal_id, entered_by_id) REFERENCES ledger_proposal (id, entered_by_id);

INSERT INTO ledger_head (id, size, frontier) VALUES (1, 0, '');

-- What the metrics engine reads: every fact entered, approved or not. No names.
CREATE VIEW entries AS
SELECT r.position, NULL::bigint AS proposal, 'approved'::text AS standing, r.kind::text, r.occurred_on,
    i.code::text AS initiative, i.strategic, e.code::text AS edition, nullif(r.session, '')::text AS session,
    o.code::text AS organisation, r.region_id::text AS region, r.person_id AS person, nullif(r.gender, '')::text AS gender,
    nullif(r.age_group, '')::text AS age_group, nullif(r.level, '')::text AS level, r.headcount::bigint,
    nullif(r.method, '')::text AS method, r.quantity, nullif(r.unit, '')::text AS unit, r.corrects, r.approved_at
FROM ledger_record r
JOIN register_initiative i ON i.id = r.initiative_id
LEFT JOIN register_edition e ON e.id = r.edition_id
LEFT JOIN people_organisation o ON o.id = r.organisation_id
UNION ALL
SELECT NULL::bigint, p.id, CASE WHEN d.id IS NULL THEN 'pending' ELSE 'rejected' END, p.kind::text, p.occurred_on,
    i.code::text, i.strategic, e.code::text, nullif(p.session, '')::text, o.code::text, p.region_id::text, p.person_id,
    nullif(p.gender, '')::text, nullif(p.age_group, '')::text, nullif(p.level, '')::text, p.headcount::bigint,
    nullif(p.method, '')::text, p.quantity, nullif(p.unit, '')::text, NULL::bigint, NULL::timestamptz
FROM ledger_proposal p
LEFT JOIN ledger_decision d ON d.proposal_id = p.id
JOIN register_initiative i ON i.id = p.initiative_id
LEFT JOIN register_edition e ON e.id = p.edition_id
LEFT JOIN people_organisation o ON o.id = p.organisation_id
WHERE d.id IS NULL OR d.verdict = 'rejected';
