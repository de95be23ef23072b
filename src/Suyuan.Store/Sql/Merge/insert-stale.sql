INSERT INTO stale_target
SELECT DISTINCT (SELECT max(commit_id) FROM commit_log), target, length
FROM (
    SELECT target, length FROM attack_minute
    UNION SELECT target, length FROM segment
    UNION SELECT target, length FROM botnet_command WHERE target IS NOT NULL
    UNION SELECT victim, 128::UTINYINT FROM sensor_sighting)
