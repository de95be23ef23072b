-- Telemetry that reaches into the hours may be ingested again. Logs keep their facts, so they stay finished.
UPDATE input SET withdrawn = true
WHERE from_ms < ($to_minute + 1) * 60000 AND to_ms >= $from_minute * 60000
    AND sha256 NOT IN (
        SELECT split_part(source, ':', 1) FROM botnet_command
        UNION SELECT split_part(source, ':', 1) FROM botnet_checkin
        UNION SELECT split_part(source, ':', 1) FROM sensor_sighting)
