INSERT INTO sensor_sighting
SELECT * REPLACE (commit_id + $commit AS commit_id) FROM part.sensor_sighting WHERE split_part(source, ':', 1) NOT IN (SELECT digest FROM merge_log)
