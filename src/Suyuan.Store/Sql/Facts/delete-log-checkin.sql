DELETE FROM botnet_checkin WHERE split_part(source, ':', 1) = $digest
