INSERT INTO indicator
SELECT * REPLACE (commit_id + $commit AS commit_id) FROM part.indicator WHERE split_part(source, ':', 1) NOT IN (SELECT digest FROM merge_log)
