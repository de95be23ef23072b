SELECT version FROM address_data ORDER BY written_at DESC, id DESC LIMIT 1
