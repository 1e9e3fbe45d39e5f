-- Who answers for the directory, as the law of many countries has it said, by language.
CREATE TABLE network_imprints (
    language TEXT NOT NULL PRIMARY KEY CHECK (length(language) BETWEEN 2 AND 35),
    text     TEXT NOT NULL CHECK (length(text) > 0)
) STRICT;
