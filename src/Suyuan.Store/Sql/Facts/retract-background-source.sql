-- Background carries no minutes: it goes with the commits whose minutes all go.
DELETE FROM background_source
WHERE background_id IN (
    SELECT b.background_id FROM interface_background AS b JOIN commit_log AS c USING (commit_id)
    WHERE c.from_minute >= $from_minute AND c.to_minute <= $to_minute)
