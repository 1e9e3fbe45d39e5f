-- Member organisations, with what they are called and what they say of themselves.
CREATE TABLE members (
    id                TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    external_id       TEXT UNIQUE CHECK (length(external_id) BETWEEN 1 AND 300),
    slug              TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 100),
    name              TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    name_language     TEXT CHECK (length(name_language) BETWEEN 2 AND 35),
    acronym           TEXT CHECK (length(acronym) > 0),
    country           TEXT NOT NULL CHECK (length(country) = 2),
    website           TEXT CHECK (website LIKE 'http%'),
    email             TEXT CHECK (email LIKE '%_@_%'),
    phone             TEXT CHECK (length(phone) > 0),
    founded_year      INTEGER CHECK (founded_year BETWEEN 800 AND 9999),
    membership_type   TEXT NOT NULL CHECK (membership_type IN ('ordinary', 'affiliate')),
    membership_status TEXT NOT NULL
        CHECK (membership_status IN ('applicant', 'member', 'suspended', 'former', 'withdrawn')),
    joined_on         TEXT CHECK (length(joined_on) = 10),
    left_on           TEXT CHECK (length(left_on) = 10),
    listing           TEXT NOT NULL CHECK (listing IN ('listed', 'unlisted')),
    verified_at       TEXT CHECK (length(verified_at) = 27),
    created_at        TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at        TEXT NOT NULL CHECK (length(updated_at) = 27),
    -- Counts the changes of this record, for If-Match.
    version           INTEGER NOT NULL CHECK (version >= 1),
    -- The network's revision at the last change.
    revision          INTEGER NOT NULL CHECK (revision >= 1),
    -- The network's public revision and the time at the last change that the public could see;
    -- absent while the public never saw the member.
    public_revision   INTEGER CHECK (public_revision >= 1),
    public_updated_at TEXT CHECK (length(public_updated_at) = 27),
    CHECK ((public_revision IS NULL) = (public_updated_at IS NULL)),
    CHECK (left_on IS NULL OR joined_on IS NULL OR left_on >= joined_on)
) STRICT;

-- A follower asks for what changed after a revision.
CREATE INDEX members_by_revision ON members (revision);

-- Every slug that leads to a member: its own, and those that it was published under before.
CREATE TABLE member_slugs (
    slug      TEXT NOT NULL PRIMARY KEY CHECK (length(slug) BETWEEN 1 AND 100),
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX member_slugs_by_member ON member_slugs (member_id);

CREATE TABLE member_names (
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL CHECK (position >= 0),
    language  TEXT CHECK (length(language) BETWEEN 2 AND 35),
    name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    PRIMARY KEY (member_id, position)
) STRICT;

CREATE TABLE member_languages (
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL CHECK (position >= 0),
    language  TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    PRIMARY KEY (member_id, position),
    UNIQUE (member_id, language)
) STRICT;

CREATE TABLE member_summaries (
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    language  TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    text      TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    PRIMARY KEY (member_id, language)
) STRICT;
