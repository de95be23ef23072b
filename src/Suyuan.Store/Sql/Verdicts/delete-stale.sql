DELETE FROM stale_target
WHERE commit_id <= $commit_id AND EXISTS (
    SELECT 1 FROM judged AS j WHERE j.target = stale_target.target AND j.length = stale_target.length)
