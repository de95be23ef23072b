-- Telemetry that both parts hold, captures apart: under another name its exporters would count twice.
SELECT p.name
FROM part.input AS p JOIN input AS i USING (sha256)
WHERE NOT p.withdrawn AND NOT i.withdrawn AND p.records_used > 0
    AND left(p.sha256, 16) NOT IN (SELECT substr(key, 9) FROM part.exporter WHERE starts_with(key, 'capture:'))
    AND left(p.sha256, 16) NOT IN (
        SELECT split_part(source, ':', 1) FROM part.botnet_command
        UNION SELECT split_part(source, ':', 1) FROM part.botnet_checkin
        UNION SELECT split_part(source, ':', 1) FROM part.sensor_sighting
        UNION SELECT split_part(source, ':', 1) FROM part.indicator)
ORDER BY p.name
