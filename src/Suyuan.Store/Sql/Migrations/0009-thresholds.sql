-- What facts were found by: thresholds of a profile that were others than the usual ones, for the commits after commit_id until the profile's next row. Without a row: the usual ones.

CREATE TABLE threshold_setting (commit_id BIGINT NOT NULL, written_at BIGINT NOT NULL, profile VARCHAR NOT NULL, changes VARCHAR NOT NULL);
