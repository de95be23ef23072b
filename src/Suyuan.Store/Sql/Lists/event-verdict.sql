SELECT verdict_id FROM current_event WHERE id = $event
