-- Imports that were handed over: what was sent, and what it would do. Both are personal data, and
-- kept no longer than until the import is applied, forgotten, or too old.
CREATE TABLE imports (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    -- The key that handed it over.
    key_id     TEXT NOT NULL,
    status     TEXT NOT NULL
        CHECK (status IN ('planning', 'planned', 'failed', 'applied', 'undone', 'forgotten')),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    -- How often it was planned, so that who plans notices when somebody else has begun anew.
    attempt    INTEGER NOT NULL CHECK (attempt >= 1),
    -- The last sign of life of who plans it.
    beat_at    TEXT NOT NULL CHECK (length(beat_at) = 27),
    -- How far the planning is, as JSON.
    progress   TEXT,
    -- All else, as JSON; no person stands in it.
    document   TEXT NOT NULL CHECK (length(document) > 0)
) STRICT;

CREATE INDEX imports_by_time ON imports (created_at);

-- The files, in pieces.
CREATE TABLE import_pieces (
    import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    file      INTEGER NOT NULL CHECK (file >= 0),
    position  INTEGER NOT NULL CHECK (position >= 0),
    content   BLOB NOT NULL,
    PRIMARY KEY (import_id, file, position)
) STRICT;

-- The plan: what becomes of each member, and each row that cannot be taken.
CREATE TABLE import_items (
    import_id  TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    -- Its place in the plan, the items of a kind together.
    position   INTEGER NOT NULL CHECK (position >= 0),
    kind       TEXT NOT NULL CHECK (length(kind) > 0),
    -- The member that becomes something else: its identifier, or the slug that it will have.
    member_key TEXT,
    -- A digest of what it becomes.
    digest     TEXT,
    -- The item as JSON.
    document   TEXT NOT NULL CHECK (length(document) > 0),
    PRIMARY KEY (import_id, position),
    CHECK ((member_key IS NULL) = (digest IS NULL))
) STRICT;
