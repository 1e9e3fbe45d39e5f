-- Who moved from which status to which, when and why.
CREATE TABLE membership_events (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    member_id   TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    from_status TEXT
        CHECK (from_status IN ('applicant', 'member', 'suspended', 'former', 'withdrawn')),
    to_status   TEXT NOT NULL
        CHECK (to_status IN ('applicant', 'member', 'suspended', 'former', 'withdrawn')),
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    reason      TEXT CHECK (length(reason) > 0),
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
    revision    BIGINT NOT NULL CHECK (revision >= 1),
    CHECK (from_status IS NULL OR from_status <> to_status)
);

CREATE INDEX membership_events_by_member ON membership_events (member_id, revision);
