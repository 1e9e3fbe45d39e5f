ALTER TABLE members DROP COLUMN verified_by;
DROP TABLE service_offer_accesses;
DROP TABLE service_offer_eligibilities;
DROP TABLE service_offer_audiences;
DROP TABLE location_labels;
