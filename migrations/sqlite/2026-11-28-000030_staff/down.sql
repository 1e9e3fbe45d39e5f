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
            'registry', 'mapping'
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
    FROM audit_entries
    WHERE subject <> 'staff';

DROP TABLE audit_entries;
ALTER TABLE audit_entries_next RENAME TO audit_entries;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, subject_id, revision);
CREATE INDEX audit_entries_by_member ON audit_entries (member_id, revision);
CREATE INDEX audit_entries_by_time ON audit_entries (recorded_at);

DELETE FROM api_keys WHERE staff_id IS NOT NULL;
DROP INDEX api_keys_by_staff;
ALTER TABLE api_keys DROP COLUMN staff_id;
DROP TABLE sign_in_links;
DROP TABLE staff;
