DROP TABLE import_items;
DROP TABLE import_pieces;
DROP TABLE imports;
