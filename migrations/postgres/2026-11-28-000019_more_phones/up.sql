-- A member and a place have as many telephone numbers as they like: the first one stays in "phone",
-- where an earlier version reads and writes it, and the others stand here, a line each.
ALTER TABLE members ADD COLUMN more_phones TEXT CHECK (length(more_phones) > 0);
ALTER TABLE locations ADD COLUMN more_phones TEXT CHECK (length(more_phones) > 0);
