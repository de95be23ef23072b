DELETE FROM settled WHERE (minute + 1) * 60000 <= $before_ms
