SELECT version FROM address_data ORDER BY id DESC LIMIT 1
