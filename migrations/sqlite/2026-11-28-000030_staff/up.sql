-- Staff are people, who sign in. A session is a key with an end of its own.
CREATE TABLE staff (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    email      TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    role       TEXT NOT NULL CHECK (role IN ('editor', 'admin')),
    language   TEXT NOT NULL CHECK (length(language) = 2),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    removed_at TEXT CHECK (length(removed_at) = 27)
) STRICT;
-- Whoever was removed may be invited again.
CREATE UNIQUE INDEX staff_by_email ON staff (lower(email)) WHERE removed_at IS NULL;

-- The link that lets somebody in, once; each has one at most.
CREATE TABLE sign_in_links (
    staff_id   TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    hash       TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    expires_at TEXT NOT NULL CHECK (length(expires_at) = 27)
) STRICT;

ALTER TABLE api_keys ADD COLUMN staff_id TEXT REFERENCES staff (id);
CREATE INDEX api_keys_by_staff ON api_keys (staff_id);

-- The trail tells of them too.
CREATE TABLE audit_entries_next (
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    -- The place within the revision: one change may touch several records. Behind the change stand
    -- the readings until the next one.
    position    INTEGER NOT NULL CHECK (position >= 0),
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
    -- The key that did it; absent for the command line and for the program itself.
    key_id      TEXT,
    action      TEXT NOT NULL CHECK (length(action) > 0),
    subject     TEXT NOT NULL CHECK (
        subject IN (
            'network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook',
            'registry', 'mapping', 'staff'
        )
    ),
    subject_id  TEXT NOT NULL CHECK (length(subject_id) > 0),
    -- The member that it is about, whatever the subject.
    member_id   TEXT,
    -- What belongs to the action, as JSON: the revision that was taken back, a reason.
    details     TEXT,
    -- The whole record as JSON; absent before its creation and after its end.
    before      TEXT,
    after       TEXT,
    -- When personal data was erased from it.
    erased_at   TEXT CHECK (length(erased_at) = 27),
    -- When it let go of how the record stood.
    emptied_at  TEXT CHECK (length(emptied_at) = 27),
    PRIMARY KEY (revision, position),
    CHECK (
        before IS NOT NULL OR after IS NOT NULL OR emptied_at IS NOT NULL OR subject = 'registry'
    )
) STRICT;

INSERT INTO audit_entries_next
    SELECT revision, position, recorded_at, key_id, action, subject, subject_id, member_id, details,
           before, after, erased_at, emptied_at
    FROM audit_entries;

DROP TABLE audit_entries;
ALTER TABLE audit_entries_next RENAME TO audit_entries;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, subject_id, revision);
CREATE INDEX audit_entries_by_member ON audit_entries (member_id, revision);
CREATE INDEX audit_entries_by_time ON audit_entries (recorded_at);
