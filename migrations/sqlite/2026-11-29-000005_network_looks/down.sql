ALTER TABLE network DROP COLUMN logo;
ALTER TABLE network DROP COLUMN accent_color;
ALTER TABLE network DROP COLUMN phone;
ALTER TABLE network DROP COLUMN email;
