ALTER TABLE locations DROP COLUMN more_phones;
ALTER TABLE members DROP COLUMN more_phones;
