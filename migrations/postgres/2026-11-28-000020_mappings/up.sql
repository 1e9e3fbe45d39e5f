-- Mappings that are remembered, for the next file with the same columns.
CREATE TABLE mappings (
    name       TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    -- As it was written (TOML).
    mapping    TEXT NOT NULL CHECK (length(mapping) BETWEEN 1 AND 200000),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
);

-- The trail tells of them too.
ALTER TABLE audit_entries
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN (
            'network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook',
            'registry', 'mapping'
        )
    );
