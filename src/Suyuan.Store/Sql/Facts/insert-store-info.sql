INSERT INTO store_info VALUES ($key, $now)
