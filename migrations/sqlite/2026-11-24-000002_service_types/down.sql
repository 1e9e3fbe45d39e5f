DROP TABLE service_type_labels;
DROP TABLE service_types;
