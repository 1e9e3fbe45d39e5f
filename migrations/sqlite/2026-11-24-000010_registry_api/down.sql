DROP TABLE purged_slugs;
DROP TABLE purged_members;
DROP TABLE idempotent_requests;
DROP TABLE proposals;
DROP TABLE service_type_former_codes;

CREATE TABLE audit_entries_before (
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    position    INTEGER NOT NULL CHECK (position >= 0),
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
    key_id      TEXT REFERENCES api_keys (id),
    action      TEXT NOT NULL CHECK (length(action) > 0),
    subject     TEXT NOT NULL CHECK (subject IN ('network', 'service_type', 'member', 'api_key')),
    subject_id  TEXT NOT NULL CHECK (length(subject_id) > 0),
    before      TEXT,
    after       TEXT,
    PRIMARY KEY (revision, position),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

INSERT INTO audit_entries_before
    SELECT revision, position, recorded_at,
           (SELECT id FROM api_keys WHERE id = key_id), action, subject, subject_id, before, after
    FROM audit_entries WHERE subject <> 'proposal';

DROP TABLE audit_entries;
ALTER TABLE audit_entries_before RENAME TO audit_entries;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, subject_id, revision);

ALTER TABLE members DROP COLUMN withdrawn_at;
ALTER TABLE members DROP COLUMN merged_into;
