-- Staff are people, who sign in. A session is a key with an end of its own.
CREATE TABLE staff (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    email      TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    role       TEXT NOT NULL CHECK (role IN ('editor', 'admin')),
    language   TEXT NOT NULL CHECK (length(language) = 2),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    removed_at TEXT CHECK (length(removed_at) = 27)
);
-- Whoever was removed may be invited again.
CREATE UNIQUE INDEX staff_by_email ON staff (lower(email)) WHERE removed_at IS NULL;

-- The link that lets somebody in, once; each has one at most.
CREATE TABLE sign_in_links (
    staff_id   TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    hash       TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    expires_at TEXT NOT NULL CHECK (length(expires_at) = 27)
);

ALTER TABLE api_keys ADD COLUMN staff_id TEXT REFERENCES staff (id);
CREATE INDEX api_keys_by_staff ON api_keys (staff_id);

-- The trail tells of them too.
ALTER TABLE audit_entries
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN (
            'network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook',
            'registry', 'mapping', 'staff'
        )
    );
