SELECT kind, name, sha256, dumped_at, read_at, rows, refused FROM routing_source ORDER BY kind, name, sha256
