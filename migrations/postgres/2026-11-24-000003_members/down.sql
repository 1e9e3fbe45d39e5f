DROP TABLE member_summaries;
DROP TABLE member_languages;
DROP TABLE member_names;
DROP TABLE member_slugs;
DROP TABLE members;
