DELETE FROM sensor_sighting WHERE split_part(source, ':', 1) = $digest
