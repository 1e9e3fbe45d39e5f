DROP TABLE accepted_exposures;
