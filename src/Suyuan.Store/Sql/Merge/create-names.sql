-- Numbers of the part's names here. shared: a capture that an earlier part holds too.
CREATE OR REPLACE TEMP TABLE merge_exporter (part_id UINTEGER NOT NULL, id UINTEGER NOT NULL, shared BOOLEAN NOT NULL)
