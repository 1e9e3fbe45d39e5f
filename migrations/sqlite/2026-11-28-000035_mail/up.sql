-- Mail: the outbox and the log in one. What a mail tells is kept until it came to its end.
CREATE TABLE mails (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind            TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    recipient       TEXT NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
    language        TEXT NOT NULL CHECK (length(language) = 2),
    -- No reference, for the log outlives the member.
    member_id       TEXT CHECK (length(member_id) = 36),
    content         TEXT CHECK (length(content) > 0),
    created_at      TEXT NOT NULL CHECK (length(created_at) = 27),
    status          TEXT NOT NULL
        CHECK (status IN ('pending', 'sent', 'refused', 'failed', 'skipped')),
    attempts        INTEGER NOT NULL CHECK (attempts >= 0),
    next_attempt_at TEXT CHECK (length(next_attempt_at) = 27),
    finished_at     TEXT CHECK (length(finished_at) = 27),
    error           TEXT CHECK (length(error) BETWEEN 1 AND 500),
    -- Which process sends it, and until when it may.
    lease           TEXT CHECK (length(lease) = 36),
    leased_until    TEXT CHECK (length(leased_until) = 27),
    CHECK ((status = 'pending') = (next_attempt_at IS NOT NULL)),
    CHECK (content IS NULL OR status = 'pending'),
    CHECK ((lease IS NULL) = (leased_until IS NULL))
) STRICT;
CREATE INDEX mails_due ON mails (status, next_attempt_at);
CREATE INDEX mails_by_time ON mails (created_at);

-- Addresses to which nothing is mailed.
CREATE TABLE mail_stops (
    id      TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
    cause   TEXT NOT NULL CHECK (cause IN ('refused', 'declined')),
    detail  TEXT CHECK (length(detail) BETWEEN 1 AND 500),
    since   TEXT NOT NULL CHECK (length(since) = 27)
) STRICT;
CREATE UNIQUE INDEX mail_stops_by_address ON mail_stops (lower(address));
