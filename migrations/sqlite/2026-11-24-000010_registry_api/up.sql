-- What the registry's own users need: withdrawal, merges, proposals, an audit trail of all of it.

-- A withdrawn entry is kept, and nobody but staff sees it; so is one that was merged into another.
ALTER TABLE members ADD COLUMN withdrawn_at TEXT CHECK (length(withdrawn_at) = 27);
ALTER TABLE members ADD COLUMN merged_into TEXT REFERENCES members (id) ON DELETE SET NULL;

-- The trail outlives the keys and members that it tells of, so it points at neither.
CREATE TABLE audit_entries_next (
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    -- The place within the revision: one change may touch several records.
    position    INTEGER NOT NULL CHECK (position >= 0),
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
    -- The key that did it; absent for the command line.
    key_id      TEXT,
    action      TEXT NOT NULL CHECK (length(action) > 0),
    subject     TEXT NOT NULL
        CHECK (subject IN ('network', 'service_type', 'member', 'proposal', 'api_key')),
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
    PRIMARY KEY (revision, position),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

INSERT INTO audit_entries_next
    SELECT revision, position, recorded_at, key_id, action, subject, subject_id,
           CASE subject WHEN 'member' THEN subject_id END, NULL, before, after, NULL
    FROM audit_entries;

DROP TABLE audit_entries;
ALTER TABLE audit_entries_next RENAME TO audit_entries;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, subject_id, revision);
CREATE INDEX audit_entries_by_member ON audit_entries (member_id, revision);
CREATE INDEX audit_entries_by_time ON audit_entries (recorded_at);

-- Codes that were merged into another one and still stand for it.
CREATE TABLE service_type_former_codes (
    former_code TEXT NOT NULL PRIMARY KEY CHECK (length(former_code) BETWEEN 1 AND 100),
    code        TEXT NOT NULL REFERENCES service_types (code) ON DELETE CASCADE
) STRICT;

-- What members propose for their own entries.
CREATE TABLE proposals (
    id        TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    status    TEXT NOT NULL
        CHECK (status IN ('open', 'accepted', 'partly_accepted', 'refused', 'taken_back')),
    filed_at  TEXT NOT NULL CHECK (length(filed_at) = 27),
    -- The whole proposal as JSON.
    document  TEXT NOT NULL CHECK (length(document) > 0)
) STRICT;

CREATE INDEX proposals_by_member ON proposals (member_id, filed_at);
CREATE INDEX proposals_by_status ON proposals (status, filed_at);

-- Answers to requests that may be sent again (Idempotency-Key).
CREATE TABLE idempotent_requests (
    key_id          TEXT NOT NULL,
    idempotency_key TEXT NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 255),
    -- A digest of what was asked.
    fingerprint     TEXT NOT NULL CHECK (length(fingerprint) > 0),
    -- The member that the answer is about.
    member_id       TEXT,
    recorded_at     TEXT NOT NULL CHECK (length(recorded_at) = 27),
    -- The answer as JSON; absent when it must not be kept, or was erased.
    answer          TEXT,
    PRIMARY KEY (key_id, idempotency_key)
) STRICT;

CREATE INDEX idempotent_requests_by_time ON idempotent_requests (recorded_at);
CREATE INDEX idempotent_requests_by_member ON idempotent_requests (member_id);

-- Members of whom everything was erased. Their public addresses answer that they are gone.
CREATE TABLE purged_members (
    id        TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    revision  INTEGER NOT NULL CHECK (revision >= 1),
    purged_at TEXT NOT NULL CHECK (length(purged_at) = 27),
    -- Whether the public ever saw it.
    published INTEGER NOT NULL CHECK (published IN (0, 1))
) STRICT;

CREATE TABLE purged_slugs (
    slug      TEXT NOT NULL PRIMARY KEY CHECK (length(slug) BETWEEN 1 AND 100),
    member_id TEXT NOT NULL REFERENCES purged_members (id) ON DELETE CASCADE
) STRICT;
