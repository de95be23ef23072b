CREATE OR REPLACE TEMP TABLE going_background AS
SELECT b.background_id
FROM interface_background AS b JOIN commit_log AS c USING (commit_id)
WHERE (c.to_minute + 1) * 60000 <= $before_ms
