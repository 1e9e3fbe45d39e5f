-- That these are the books of a mirror: a copy of what another directory's public knows.
CREATE TABLE mirror (
    only_row       INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    -- Where the other directory is.
    origin         TEXT NOT NULL CHECK (length(origin) BETWEEN 1 AND 2000),
    -- Where to go on reading its changes; absent for the beginning.
    next           TEXT CHECK (length(next) BETWEEN 1 AND 500),
    -- Whether what is read is a whole copy, which takes the place of the one before.
    fresh          INTEGER NOT NULL CHECK (fresh IN (0, 1)),
    -- The revision with which the last whole copy took its place.
    copied_at      INTEGER NOT NULL CHECK (copied_at >= 0)
) STRICT;

-- Pages of changes that were read and wait for those that follow.
CREATE TABLE mirror_pages (
    position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (length(body) > 0)
) STRICT;

-- What a mirror keeps of a member that its origin has withdrawn: its last slug, and the member that
-- it became part of. Both are absent for one that was purged.
ALTER TABLE purged_members ADD COLUMN slug TEXT CHECK (length(slug) BETWEEN 1 AND 100);
ALTER TABLE purged_members ADD COLUMN merged_into TEXT CHECK (length(merged_into) = 36);
-- The public revision with which the public saw it go, and when.
ALTER TABLE purged_members ADD COLUMN public_revision INTEGER CHECK (public_revision >= 1);
ALTER TABLE purged_members ADD COLUMN public_updated_at TEXT CHECK (length(public_updated_at) = 27);
