-- The trail tells of readings of the whole and of erasures, which are about no record; and after a
-- time that is set it may let go of how records stood (emptied_at).
ALTER TABLE audit_entries
    ADD COLUMN emptied_at TEXT CHECK (length(emptied_at) = 27),
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN (
            'network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook',
            'registry'
        )
    ),
    DROP CONSTRAINT audit_entries_check,
    ADD CONSTRAINT audit_entries_check CHECK (
        before IS NOT NULL OR after IS NOT NULL OR emptied_at IS NOT NULL OR subject = 'registry'
    );
