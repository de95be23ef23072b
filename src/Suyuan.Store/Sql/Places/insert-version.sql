INSERT INTO address_data SELECT coalesce(max(id), 0) + 1, $version, $now FROM address_data
