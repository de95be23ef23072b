SELECT time_ms, controller, port, family, bot, source
FROM botnet_checkin
WHERE time_ms >= $from_ms AND time_ms < $to_ms
ORDER BY time_ms, controller, bot, source
