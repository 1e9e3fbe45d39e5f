-- The places of members. What the public sees of one is decided by its visibility alone.
CREATE TABLE locations (
    id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    member_id     TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL CHECK (position >= 0),
    kind          TEXT NOT NULL CHECK (kind IN ('office', 'clinic', 'shelter', 'classroom', 'other')),
    label         TEXT CHECK (length(label) > 0),
    address       TEXT CHECK (length(address) > 0),
    postal_code   TEXT CHECK (length(postal_code) > 0),
    city          TEXT NOT NULL CHECK (length(city) > 0),
    region        TEXT CHECK (length(region) > 0),
    country       TEXT NOT NULL CHECK (length(country) = 2),
    latitude      DOUBLE PRECISION CHECK (latitude BETWEEN -90 AND 90),
    longitude     DOUBLE PRECISION CHECK (longitude BETWEEN -180 AND 180),
    phone         TEXT CHECK (length(phone) > 0),
    email         TEXT CHECK (email LIKE '%_@_%'),
    opening_hours TEXT CHECK (length(opening_hours) > 0),
    visibility    TEXT NOT NULL CHECK (visibility IN ('hidden', 'city', 'public')),
    UNIQUE (member_id, position),
    -- Lets an offer point only at a place of its own member.
    UNIQUE (id, member_id),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);

CREATE TABLE location_languages (
    location_id TEXT NOT NULL REFERENCES locations (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position >= 0),
    language    TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    PRIMARY KEY (location_id, position),
    UNIQUE (location_id, language)
);

CREATE TABLE location_accessibility (
    location_id TEXT NOT NULL REFERENCES locations (id) ON DELETE CASCADE,
    language    TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    text        TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    PRIMARY KEY (location_id, language)
);
