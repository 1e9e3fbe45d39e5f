DELETE FROM audit_entries
    WHERE subject = 'registry' OR (before IS NULL AND after IS NULL);
ALTER TABLE audit_entries
    DROP CONSTRAINT audit_entries_check,
    ADD CONSTRAINT audit_entries_check CHECK (before IS NOT NULL OR after IS NOT NULL),
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN ('network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook')
    ),
    DROP COLUMN emptied_at;
