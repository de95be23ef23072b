SELECT key FROM store_info
