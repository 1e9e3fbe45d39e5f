-- What was changed, by whom, and how it stood before and after; written with the change itself.
CREATE TABLE audit_entries (
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    -- The place within the revision: one change may touch several records.
    position    INTEGER NOT NULL CHECK (position >= 0),
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
    -- The key that did it; absent for the command line.
    key_id      TEXT REFERENCES api_keys (id),
    action      TEXT NOT NULL CHECK (length(action) > 0),
    subject     TEXT NOT NULL CHECK (subject IN ('network', 'service_type', 'member', 'api_key')),
    subject_id  TEXT NOT NULL CHECK (length(subject_id) > 0),
    -- The whole record as JSON; absent before its creation and after its end.
    before      TEXT,
    after       TEXT,
    PRIMARY KEY (revision, position),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX audit_entries_by_subject ON audit_entries (subject, subject_id, revision);
