-- Check-ins link a source to a controller within six hours before an event and a minute after it, and an event is at most a day long: targets of
-- which a bot's evidence lies within thirty hours of its check-in are judged again, so that logs may come after the telemetry. By bot first: compared
-- by time alone, each check-in would meet each segment.
INSERT INTO stale_target
WITH met AS MATERIALIZED (
    SELECT DISTINCT s.segment_id, k.time_ms
    FROM botnet_checkin AS k JOIN source_evidence AS s ON s.source = k.bot
    WHERE k.commit_id = $commit_id)
SELECT DISTINCT $commit_id, g.target, g.length
FROM met AS k JOIN segment AS g USING (segment_id)
WHERE g.from_minute * 60000 <= k.time_ms + 108000000
    AND g.to_minute * 60000 >= k.time_ms - 108000000
