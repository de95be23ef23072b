INSERT INTO threshold_setting
SELECT $commit_id, $now, $profile, $changes
WHERE coalesce((SELECT changes FROM threshold_setting WHERE profile = $profile ORDER BY commit_id DESC, written_at DESC LIMIT 1), '') <> $changes
