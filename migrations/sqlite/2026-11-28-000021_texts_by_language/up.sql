-- What the public sees of a place and of an offer in one text is a text by language, as a summary is.
-- A text that is there is taken to be in the language that its member writes in: that of its name, else
-- the main one of those that it works in, else English. The old columns stay for an earlier version,
-- which reads and writes them while nodes are updated one by one.
CREATE TABLE location_labels (
    location_id TEXT NOT NULL REFERENCES locations (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    PRIMARY KEY (location_id, language)
) STRICT;
CREATE TABLE service_offer_audiences (
    offer_id TEXT NOT NULL REFERENCES service_offers (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    PRIMARY KEY (offer_id, language)
) STRICT;
CREATE TABLE service_offer_eligibilities (
    offer_id TEXT NOT NULL REFERENCES service_offers (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    PRIMARY KEY (offer_id, language)
) STRICT;
CREATE TABLE service_offer_accesses (
    offer_id TEXT NOT NULL REFERENCES service_offers (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    PRIMARY KEY (offer_id, language)
) STRICT;

INSERT INTO location_labels (location_id, language, text)
SELECT part.id,
    COALESCE(
        member.name_language,
        (SELECT spoken.language FROM member_languages spoken
            WHERE spoken.member_id = member.id ORDER BY spoken.position LIMIT 1),
        'en'
    ),
    part.label
FROM locations part JOIN members member ON member.id = part.member_id
WHERE part.label IS NOT NULL;
INSERT INTO service_offer_audiences (offer_id, language, text)
SELECT part.id,
    COALESCE(
        member.name_language,
        (SELECT spoken.language FROM member_languages spoken
            WHERE spoken.member_id = member.id ORDER BY spoken.position LIMIT 1),
        'en'
    ),
    part.audience
FROM service_offers part JOIN members member ON member.id = part.member_id
WHERE part.audience IS NOT NULL;
INSERT INTO service_offer_eligibilities (offer_id, language, text)
SELECT part.id,
    COALESCE(
        member.name_language,
        (SELECT spoken.language FROM member_languages spoken
            WHERE spoken.member_id = member.id ORDER BY spoken.position LIMIT 1),
        'en'
    ),
    part.eligibility
FROM service_offers part JOIN members member ON member.id = part.member_id
WHERE part.eligibility IS NOT NULL;
INSERT INTO service_offer_accesses (offer_id, language, text)
SELECT part.id,
    COALESCE(
        member.name_language,
        (SELECT spoken.language FROM member_languages spoken
            WHERE spoken.member_id = member.id ORDER BY spoken.position LIMIT 1),
        'en'
    ),
    part.access
FROM service_offers part JOIN members member ON member.id = part.member_id
WHERE part.access IS NOT NULL;

-- On whose side an entry was confirmed; unknown of what was confirmed before.
ALTER TABLE members ADD COLUMN verified_by TEXT CHECK (verified_by IN ('organisation', 'secretariat'));
