DROP TABLE mail_stops;
DROP TABLE mails;
