DROP TABLE reports;
DROP TABLE personal_links;
