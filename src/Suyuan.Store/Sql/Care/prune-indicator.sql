DELETE FROM indicator WHERE last_ms < $before_ms
