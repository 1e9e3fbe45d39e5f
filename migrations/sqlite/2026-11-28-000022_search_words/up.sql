-- What people call a service who look for it, by language; those that ship with the program stand in
-- for a language without.
CREATE TABLE service_type_search_words (
    code     TEXT NOT NULL REFERENCES service_types (code) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 35),
    position INTEGER NOT NULL CHECK (position >= 0),
    word     TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 100),
    PRIMARY KEY (code, language, position)
) STRICT;
