DROP TABLE service_offer_countries;
DROP TABLE service_offer_languages;
DROP TABLE service_offer_descriptions;
DROP TABLE service_offers;
