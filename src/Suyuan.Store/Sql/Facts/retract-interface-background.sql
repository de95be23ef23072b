DELETE FROM interface_background
WHERE commit_id IN (SELECT commit_id FROM commit_log WHERE from_minute >= $from_minute AND to_minute <= $to_minute)
