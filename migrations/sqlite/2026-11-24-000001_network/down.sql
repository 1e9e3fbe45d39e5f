DROP TABLE network_descriptions;
DROP TABLE network;
