INSERT INTO input SELECT * REPLACE (commit_id + $commit AS commit_id) FROM part.input WHERE sha256 NOT IN (SELECT sha256 FROM input)
