-- A profile for which an earlier store's setting would go on has the usual thresholds from the part's first commit, unless the part says otherwise; before the part's own settings.
INSERT INTO threshold_setting
SELECT $commit, coalesce((SELECT min(written_at) FROM part.commit_log), 0), profile, ''
FROM (SELECT profile, last(changes ORDER BY commit_id, written_at) AS changes FROM threshold_setting GROUP BY profile)
WHERE changes <> '' AND profile NOT IN (SELECT profile FROM part.threshold_setting WHERE commit_id = 0)
