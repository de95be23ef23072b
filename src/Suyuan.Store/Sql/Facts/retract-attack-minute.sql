DELETE FROM attack_minute WHERE minute BETWEEN $from_minute AND $to_minute
