-- As going_segment, row by row.
CREATE OR REPLACE TEMP TABLE going_minute AS
SELECT m.rowid AS row
FROM attack_minute AS m
SEMI JOIN (
    SELECT target, length, start_ms, end_ms FROM current_event JOIN sealed_event ON event_id = id WHERE end_ms < $before_ms) AS e
    ON e.target = m.target AND e.length = m.length AND m.first_ms BETWEEN e.start_ms AND e.end_ms
UNION
SELECT m.rowid
FROM attack_minute AS m
ANTI JOIN stale_target AS s ON s.target = m.target AND s.length = m.length
ANTI JOIN (SELECT target, length, start_ms FROM current_event WHERE end_ms >= $before_ms) AS e
    ON e.target = m.target AND e.length = m.length AND e.start_ms <= m.last_ms
WHERE (m.minute + 1) * 60000 <= $before_ms
