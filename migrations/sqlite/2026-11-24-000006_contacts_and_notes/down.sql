DROP TABLE notes;
DROP TABLE contacts;
