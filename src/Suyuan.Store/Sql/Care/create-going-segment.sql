-- Segments of sealed events, and those that wholly lie before the time and belong to no event; not what waits for its first verdict.
CREATE OR REPLACE TEMP TABLE going_segment AS
SELECT g.segment_id
FROM segment AS g
SEMI JOIN (
    SELECT target, length, start_ms // 60000 AS from_minute, end_ms // 60000 AS to_minute
    FROM current_event JOIN sealed_event ON event_id = id
    WHERE end_ms < $before_ms) AS e
    ON e.target = g.target AND e.length = g.length AND g.from_minute BETWEEN e.from_minute AND e.to_minute
UNION
SELECT g.segment_id
FROM segment AS g
ANTI JOIN stale_target AS s ON s.target = g.target AND s.length = g.length
ANTI JOIN (SELECT target, length, start_ms // 60000 AS from_minute FROM current_event WHERE end_ms >= $before_ms) AS e
    ON e.target = g.target AND e.length = g.length AND e.from_minute <= g.to_minute
WHERE (g.to_minute + 1) * 60000 <= $before_ms
