INSERT INTO threshold_setting SELECT * REPLACE (commit_id + $commit AS commit_id) FROM part.threshold_setting
