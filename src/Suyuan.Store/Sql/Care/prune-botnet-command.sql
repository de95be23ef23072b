DELETE FROM botnet_command WHERE time_ms < $before_ms
