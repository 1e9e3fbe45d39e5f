-- The taxonomy of services.
CREATE TABLE service_types (
    code     TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 100),
    parent   TEXT REFERENCES service_types (code),
    position INTEGER NOT NULL CHECK (position >= 0),
    CHECK (parent IS NULL OR code LIKE parent || '/%')
);

CREATE TABLE service_type_labels (
    code     TEXT NOT NULL REFERENCES service_types (code) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (language IN ('en', 'de', 'nl', 'fr', 'es', 'it', 'pt')),
    label    TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 300),
    PRIMARY KEY (code, language)
);
