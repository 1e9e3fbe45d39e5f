-- Keys of the registry API: only a key's hash is kept.
CREATE TABLE api_keys (
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    label        TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 300),
    role         TEXT NOT NULL CHECK (role IN ('partner', 'member', 'editor', 'admin')),
    member_id    TEXT REFERENCES members (id) ON DELETE CASCADE,
    -- The beginning of the key, by which people recognise it.
    prefix       TEXT NOT NULL UNIQUE CHECK (length(prefix) > 0),
    hash         TEXT NOT NULL UNIQUE CHECK (length(hash) > 0),
    created_at   TEXT NOT NULL CHECK (length(created_at) = 27),
    expires_at   TEXT CHECK (length(expires_at) = 27),
    last_used_at TEXT CHECK (length(last_used_at) = 27),
    revoked_at   TEXT CHECK (length(revoked_at) = 27),
    CHECK ((role = 'member') = (member_id IS NOT NULL))
) STRICT;
