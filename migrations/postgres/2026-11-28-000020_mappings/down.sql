DELETE FROM audit_entries WHERE subject = 'mapping';
ALTER TABLE audit_entries
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN (
            'network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook',
            'registry'
        )
    );
DROP TABLE mappings;
