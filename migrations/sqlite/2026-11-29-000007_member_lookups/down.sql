DROP INDEX member_languages_by_language;
DROP INDEX locations_by_city;
DROP INDEX members_by_withdrawal;
DROP INDEX members_by_update;
DROP TABLE member_lookups;
