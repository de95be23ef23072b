-- Ordered: by the logs, whether or not the target's name could be resolved. Seen: the controller takes part in an event seen in telemetry.
WITH ordered AS (
    SELECT DISTINCT controller FROM botnet_command WHERE time_ms >= $from_ms AND time_ms < $to_ms),
seen AS (
    SELECT DISTINCT p.address
    FROM participation AS p JOIN period_event AS e USING (verdict_id)
    WHERE e.statistics = $statistics AND e.basis = 0 AND p.kind = 1 AND p.confidence >= $controller_confidence)
SELECT count(*), count(s.address)
FROM ordered AS o LEFT JOIN seen AS s ON s.address = o.controller
