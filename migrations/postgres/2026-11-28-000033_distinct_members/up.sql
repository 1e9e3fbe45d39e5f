-- Two members of which somebody said that they are not one, so that they are not listed as probable
-- duplicates again. The smaller identifier stands first.
CREATE TABLE distinct_members (
    member_id TEXT NOT NULL CHECK (length(member_id) = 36),
    other_id  TEXT NOT NULL CHECK (length(other_id) = 36),
    PRIMARY KEY (member_id, other_id)
);

CREATE INDEX distinct_members_by_other ON distinct_members (other_id);
