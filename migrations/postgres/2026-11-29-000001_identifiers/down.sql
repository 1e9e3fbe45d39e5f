ALTER TABLE members DROP COLUMN links;
ALTER TABLE members DROP COLUMN identifiers;
