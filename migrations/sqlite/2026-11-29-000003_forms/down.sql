ALTER TABLE reports DROP COLUMN language;
ALTER TABLE network DROP COLUMN form_key;
