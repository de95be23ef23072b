SELECT profile, changes, written_at FROM threshold_setting ORDER BY commit_id, written_at, profile
