DELETE FROM address_data
WHERE written_at < $before_ms AND id <> (SELECT id FROM address_data ORDER BY written_at DESC, id DESC LIMIT 1)
