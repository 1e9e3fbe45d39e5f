DROP TABLE service_type_search_words;
