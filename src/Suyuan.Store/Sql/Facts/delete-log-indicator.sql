DELETE FROM indicator WHERE split_part(source, ':', 1) = $digest
