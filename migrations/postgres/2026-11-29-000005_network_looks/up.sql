-- How the network is reached, and how its pages look.
ALTER TABLE network ADD COLUMN email TEXT;
ALTER TABLE network ADD COLUMN phone TEXT;
ALTER TABLE network ADD COLUMN accent_color TEXT CHECK (length(accent_color) = 7);
-- The picture as a data: URL.
ALTER TABLE network ADD COLUMN logo TEXT CHECK (logo LIKE 'data:image/%');
