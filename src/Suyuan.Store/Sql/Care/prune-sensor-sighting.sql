DELETE FROM sensor_sighting WHERE time_ms < $before_ms
