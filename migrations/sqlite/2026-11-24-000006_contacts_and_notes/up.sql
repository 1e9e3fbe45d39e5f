-- What is known about people, and what staff write for each other. Never public.
CREATE TABLE contacts (
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    member_id    TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL CHECK (position >= 0),
    name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    role         TEXT CHECK (length(role) > 0),
    email        TEXT CHECK (email LIKE '%_@_%'),
    phone        TEXT CHECK (length(phone) > 0),
    legal_basis  TEXT NOT NULL
        CHECK (legal_basis IN ('consent', 'contract', 'legal_obligation', 'legitimate_interest')),
    consented_on TEXT CHECK (length(consented_on) = 10),
    UNIQUE (member_id, position),
    CHECK (legal_basis <> 'consent' OR consented_on IS NOT NULL)
) STRICT;

CREATE TABLE notes (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    member_id   TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position >= 0),
    text        TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
    UNIQUE (member_id, position)
) STRICT;
