-- The one change a fact may see: the salt that ties it to an erased person, and what the salt hid in words, are emptied.
CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME LIKE 'ledger_record%' THEN
        IF (to_jsonb(NEW) - '{salt,dimensions,external_id}'::text[]) = (to_jsonb(OLD) - '{salt,dimensions,external_id}'::text[])
            AND length(NEW.salt) = 0 AND NEW.dimensions = '{}'::jsonb AND NEW.external_id IS NULL
            AND EXISTS (SELECT FROM ledger_forgetting f WHERE f.position = NEW.position) THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'ledger_proposal' THEN
        IF (to_jsonb(NEW) - '{dimensions,external_id}'::text[]) = (to_jsonb(OLD) - '{dimensions,external_id}'::text[])
            AND NEW.dimensions = '{}'::jsonb AND NEW.external_id IS NULL AND NEW.person_id IS NOT NULL THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the ledger only grows: % on % is refused; post a correcting record instead', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

ALTER TABLE ledger_record DROP CONSTRAINT hashes_have_their_length;
ALTER TABLE ledger_record ADD CONSTRAINT hashes_have_their_length CHECK (
    length(salt) IN (0, 16) AND length(commitment) = 32 AND length(hash) = 32
);
CREATE TRIGGER forgetting_is_never_changed BEFORE UPDATE OR DELETE ON ledger_forgetting
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
