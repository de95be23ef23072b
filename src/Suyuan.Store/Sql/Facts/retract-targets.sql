INSERT INTO stale_target
SELECT DISTINCT $commit_id, target, length
FROM (
    SELECT target, length FROM attack_minute WHERE minute BETWEEN $from_minute AND $to_minute
    UNION
    SELECT target, length FROM segment WHERE from_minute <= $to_minute AND to_minute >= $from_minute)
