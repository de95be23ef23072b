DELETE FROM botnet_command WHERE split_part(source, ':', 1) = $digest
