-- By what a member is known elsewhere, and its further addresses on the web: a line each, with the
-- scheme or the kind before it. An earlier version leaves them as they are.
ALTER TABLE members ADD COLUMN identifiers TEXT CHECK (length(identifiers) > 0);
ALTER TABLE members ADD COLUMN links TEXT CHECK (length(links) > 0);
