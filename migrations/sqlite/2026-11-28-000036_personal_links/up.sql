-- What opens a member's own page, for whoever it was made for or has it from them.
CREATE TABLE personal_links (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    member_id   TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    -- No reference, for contacts are written anew with their member.
    contact_id  TEXT CHECK (length(contact_id) = 36),
    language    TEXT NOT NULL CHECK (length(language) = 2),
    round       INTEGER CHECK (round >= 1),
    made_at     TEXT NOT NULL CHECK (length(made_at) = 27),
    expires_at  TEXT NOT NULL CHECK (length(expires_at) = 27),
    revoked_at  TEXT CHECK (length(revoked_at) = 27),
    answered_at TEXT CHECK (length(answered_at) = 27)
) STRICT;
CREATE INDEX personal_links_by_member ON personal_links (member_id, made_at);
CREATE INDEX personal_links_by_round ON personal_links (round, made_at);

-- What people wrote about an entry: no change of it.
CREATE TABLE reports (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    member_id  TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('mistake', 'wish', 'handover', 'objection')),
    status     TEXT NOT NULL CHECK (status IN ('open', 'done', 'discarded')),
    filed_at   TEXT NOT NULL CHECK (length(filed_at) = 27),
    link_id    TEXT CHECK (length(link_id) = 36),
    text       TEXT CHECK (length(text) BETWEEN 1 AND 10000),
    name       TEXT CHECK (length(name) BETWEEN 1 AND 300),
    email      TEXT CHECK (length(email) BETWEEN 3 AND 254),
    decided_at TEXT CHECK (length(decided_at) = 27)
) STRICT;
CREATE INDEX reports_by_status ON reports (status, filed_at);
CREATE INDEX reports_by_member ON reports (member_id, filed_at);
