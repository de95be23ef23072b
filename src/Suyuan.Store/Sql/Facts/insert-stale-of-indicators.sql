-- Logs may come after the telemetry: targets that a new statement speaks of are judged again. An event is at most a day long; a sight of a bot, or of its
-- contact with a controller, counts within six hours of it, and a listing of a controller for thirty days (methods.md §5.2).
INSERT INTO stale_target
SELECT DISTINCT $commit_id, target, length
FROM (
    SELECT g.target, g.length
    FROM indicator AS i
    JOIN source_evidence AS s ON s.source = CASE i.kind WHEN 1 THEN i.peer ELSE i.address END
    JOIN segment AS g USING (segment_id)
    WHERE i.commit_id = $commit_id AND i.kind IN (1, 2)
        AND g.from_minute * 60000 <= i.last_ms + 108000000 AND g.to_minute * 60000 >= i.first_ms - 108000000
    UNION
    SELECT c.target, c.length
    FROM indicator AS i
    JOIN botnet_command AS c ON c.controller = i.address
    WHERE i.commit_id = $commit_id AND i.kind = 1 AND c.target IS NOT NULL
        AND c.time_ms <= i.last_ms + 2592000000 AND c.time_ms >= i.first_ms - 2592000000
    UNION
    SELECT g.target, g.length
    FROM indicator AS i
    JOIN botnet_checkin AS k ON k.controller = i.address
    JOIN source_evidence AS s ON s.source = k.bot
    JOIN segment AS g USING (segment_id)
    WHERE i.commit_id = $commit_id AND i.kind = 1
        AND k.time_ms <= i.last_ms + 2592000000 AND k.time_ms >= i.first_ms - 2592000000
        AND g.from_minute * 60000 <= k.time_ms + 108000000 AND g.to_minute * 60000 >= k.time_ms - 108000000)
