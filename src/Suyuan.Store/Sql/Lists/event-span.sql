-- Of events seen in telemetry; of what orders or sensors tell where there is none of those.
SELECT
    coalesce(min(start_ms) FILTER (basis = 0), min(start_ms)),
    coalesce(max(end_ms) FILTER (basis = 0), max(end_ms))
FROM current_event
