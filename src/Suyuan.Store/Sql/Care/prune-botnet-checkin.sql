DELETE FROM botnet_checkin WHERE time_ms < $before_ms
