INSERT INTO commit_log SELECT * REPLACE (commit_id + $commit AS commit_id) FROM part.commit_log
