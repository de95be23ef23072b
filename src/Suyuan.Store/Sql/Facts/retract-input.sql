-- Telemetry that reaches into the hours may be ingested again, sensors' logs for their flows too. Other logs keep their facts, so they stay finished.
-- Rows name their log by the first sixteen digits of its digest.
UPDATE input SET withdrawn = true
WHERE from_ms < ($to_minute + 1) * 60000 AND to_ms >= $from_minute * 60000
    AND (format IN ('Suricata EVE', 'Zeek log') OR left(sha256, 16) NOT IN (
        SELECT split_part(source, ':', 1) FROM botnet_command
        UNION SELECT split_part(source, ':', 1) FROM botnet_checkin
        UNION SELECT split_part(source, ':', 1) FROM sensor_sighting
        UNION SELECT split_part(source, ':', 1) FROM indicator))
