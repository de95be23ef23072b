SELECT min(time_ms), max(time_ms) FROM botnet_checkin
