DELETE FROM segment WHERE from_minute <= $to_minute AND to_minute >= $from_minute
