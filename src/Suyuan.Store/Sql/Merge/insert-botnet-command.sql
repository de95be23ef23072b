INSERT INTO botnet_command
SELECT * REPLACE (commit_id + $commit AS commit_id) FROM part.botnet_command WHERE split_part(source, ':', 1) NOT IN (SELECT digest FROM merge_log)
