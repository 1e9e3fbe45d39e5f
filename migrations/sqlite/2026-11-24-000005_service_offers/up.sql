-- What members do for people.
CREATE TABLE service_offers (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    member_id      TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL CHECK (position >= 0),
    service        TEXT NOT NULL REFERENCES service_types (code),
    location_id    TEXT,
    audience       TEXT CHECK (length(audience) > 0),
    eligibility    TEXT CHECK (length(eligibility) > 0),
    access         TEXT CHECK (length(access) > 0),
    free_of_charge INTEGER CHECK (free_of_charge IN (0, 1)),
    in_person      INTEGER NOT NULL CHECK (in_person IN (0, 1)),
    by_phone       INTEGER NOT NULL CHECK (by_phone IN (0, 1)),
    online         INTEGER NOT NULL CHECK (online IN (0, 1)),
    UNIQUE (member_id, position),
    FOREIGN KEY (location_id, member_id) REFERENCES locations (id, member_id)
) STRICT;

CREATE INDEX service_offers_by_service ON service_offers (service);
CREATE INDEX service_offers_by_location ON service_offers (location_id);

CREATE TABLE service_offer_descriptions (
    offer_id TEXT NOT NULL REFERENCES service_offers (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    text     TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    PRIMARY KEY (offer_id, language)
) STRICT;

CREATE TABLE service_offer_languages (
    offer_id TEXT NOT NULL REFERENCES service_offers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    PRIMARY KEY (offer_id, position),
    UNIQUE (offer_id, language)
) STRICT;

CREATE TABLE service_offer_countries (
    offer_id TEXT NOT NULL REFERENCES service_offers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    country  TEXT NOT NULL CHECK (length(country) = 2),
    PRIMARY KEY (offer_id, position),
    UNIQUE (offer_id, country)
) STRICT;
