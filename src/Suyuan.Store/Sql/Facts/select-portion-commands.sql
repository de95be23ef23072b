SELECT c.target, c.length, c.time_ms, c.controller, c.port, c.family, c.target_name, c.method, c.duration, c.source
FROM botnet_command AS c JOIN portion AS p USING (target, length)
ORDER BY c.target, c.length, c.time_ms, c.controller, c.source
