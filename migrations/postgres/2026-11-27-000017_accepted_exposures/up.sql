-- What a public entry tells of a secret, and an editor said that it may: a digest of the text and
-- the secret, so that neither stands here, and another text or another secret is asked about anew.
CREATE TABLE accepted_exposures (
    id        TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    member_id TEXT NOT NULL CHECK (length(member_id) = 36)
);

CREATE INDEX accepted_exposures_by_member ON accepted_exposures (member_id);
