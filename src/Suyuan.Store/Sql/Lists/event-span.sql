SELECT min(start_ms), max(end_ms) FROM current_event WHERE basis = 0
