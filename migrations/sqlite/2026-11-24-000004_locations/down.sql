DROP TABLE location_accessibility;
DROP TABLE location_languages;
DROP TABLE locations;
