UPDATE address_data SET written_at = $now WHERE id = $data
