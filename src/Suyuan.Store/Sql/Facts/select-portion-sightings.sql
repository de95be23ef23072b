SELECT s.victim, s.time_ms, s.sensor, s.protocol, s.port, s.packets, s.source
FROM sensor_sighting AS s JOIN portion AS p ON p.target = s.victim AND p.length = 128
ORDER BY s.victim, s.time_ms, s.sensor, s.protocol, s.source
