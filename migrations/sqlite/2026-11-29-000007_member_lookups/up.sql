-- What the lists of staff are ordered and searched by. All of it follows from the members: a start
-- makes what is missing, or was made by another version of the program or of the member.
CREATE TABLE member_lookups (
    member_id TEXT NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- The version of the member.
    version   BIGINT NOT NULL,
    -- The version of the program: its rules of order may differ from another's.
    made_by   TEXT NOT NULL,
    -- The collation key of the name, in hexadecimal digits.
    name_key  TEXT NOT NULL,
    -- Names, acronym, slug and external identifier, folded.
    words     TEXT NOT NULL
);

CREATE INDEX member_lookups_by_name ON member_lookups (name_key, member_id);
CREATE INDEX members_by_update ON members (updated_at, id);
CREATE INDEX members_by_withdrawal ON members (withdrawn_at);
CREATE INDEX locations_by_city ON locations (city);
CREATE INDEX member_languages_by_language ON member_languages (language, member_id);
