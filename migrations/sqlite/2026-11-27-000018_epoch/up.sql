-- The time through which the books were never put back to an earlier state.
ALTER TABLE network ADD COLUMN epoch TEXT NOT NULL
    DEFAULT '00000000-0000-0000-0000-000000000000' CHECK (length(epoch) = 36);
UPDATE network SET epoch = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));

-- Which epoch a mirror knows its origin by; why it holds still, and whether what the origin shows
-- next is taken as it is.
ALTER TABLE mirror ADD COLUMN epoch TEXT CHECK (length(epoch) = 36);
ALTER TABLE mirror ADD COLUMN held TEXT CHECK (length(held) BETWEEN 1 AND 500);
ALTER TABLE mirror ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0 CHECK (accepted IN (0, 1));

-- The version of the program that last brought these tables up to date.
CREATE TABLE program (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    version  TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 100)
) STRICT;
