DELETE FROM settled WHERE minute BETWEEN $from_minute AND $to_minute
