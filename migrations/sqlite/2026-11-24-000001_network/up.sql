-- The network itself: one row, whose revision numbers every change and serialises writers.
CREATE TABLE network (
    only_row          INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    id                TEXT NOT NULL CHECK (length(id) = 36),
    name              TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    short_name        TEXT,
    website           TEXT CHECK (website LIKE 'http%'),
    founded_year      INTEGER CHECK (founded_year BETWEEN 800 AND 9999),
    sample_data       INTEGER NOT NULL CHECK (sample_data IN (0, 1)),
    -- Counts every change.
    revision          INTEGER NOT NULL CHECK (revision >= 0),
    -- Counts only the changes that the public can see.
    public_revision   INTEGER NOT NULL CHECK (public_revision BETWEEN 0 AND revision),
    public_updated_at TEXT NOT NULL CHECK (length(public_updated_at) = 27),
    -- When the last change was made: with the revision, it tells a restored backup from the books
    -- that went on.
    updated_at        TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;

CREATE TABLE network_descriptions (
    language TEXT NOT NULL PRIMARY KEY CHECK (length(language) BETWEEN 2 AND 35),
    text     TEXT NOT NULL CHECK (length(text) > 0)
) STRICT;
