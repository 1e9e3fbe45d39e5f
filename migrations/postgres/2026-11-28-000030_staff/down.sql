DELETE FROM audit_entries WHERE subject = 'staff';
ALTER TABLE audit_entries
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN (
            'network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook',
            'registry', 'mapping'
        )
    );
DELETE FROM api_keys WHERE staff_id IS NOT NULL;
DROP INDEX api_keys_by_staff;
ALTER TABLE api_keys DROP COLUMN staff_id;
DROP TABLE sign_in_links;
DROP TABLE staff;
