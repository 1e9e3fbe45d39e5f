DROP TABLE purged_slugs;
DROP TABLE purged_members;
DROP TABLE idempotent_requests;
DROP TABLE proposals;
DROP TABLE service_type_former_codes;

DELETE FROM audit_entries WHERE subject = 'proposal';
UPDATE audit_entries SET key_id = NULL WHERE key_id NOT IN (SELECT id FROM api_keys);
ALTER TABLE audit_entries
    DROP COLUMN erased_at,
    DROP COLUMN details,
    DROP COLUMN member_id,
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check
        CHECK (subject IN ('network', 'service_type', 'member', 'api_key')),
    ADD CONSTRAINT audit_entries_key_id_fkey FOREIGN KEY (key_id) REFERENCES api_keys (id);
DROP INDEX audit_entries_by_time;

ALTER TABLE members
    DROP COLUMN withdrawn_at,
    DROP COLUMN merged_into;
