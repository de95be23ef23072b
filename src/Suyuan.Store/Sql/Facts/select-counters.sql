SELECT
    (SELECT coalesce(max(commit_id), 0) FROM commit_log),
    (SELECT coalesce(max(segment_id), 0) FROM segment),
    (SELECT coalesce(max(background_id), 0) FROM interface_background),
    (SELECT coalesce(max(verdict_id), 0) FROM event)
