SELECT name, format, bytes, sha256, from_ms, to_ms, records, simulated, records_used
FROM input
WHERE NOT withdrawn AND from_ms < $to_ms AND to_ms >= $from_ms
ORDER BY name, sha256
