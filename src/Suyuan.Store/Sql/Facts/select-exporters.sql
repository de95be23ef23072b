SELECT key FROM exporter ORDER BY id
