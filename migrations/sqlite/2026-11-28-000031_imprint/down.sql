DROP TABLE network_imprints;
