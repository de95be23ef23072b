SELECT id FROM address_data WHERE version = $version
