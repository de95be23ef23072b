CREATE OR REPLACE TEMP TABLE going_verdict AS
SELECT verdict_id
FROM (SELECT verdict_id, lead(written_at) OVER (PARTITION BY id ORDER BY revision) AS superseded_at FROM event)
WHERE superseded_at < $before_ms
