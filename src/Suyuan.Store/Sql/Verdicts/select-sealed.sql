SELECT e.id, e.target, e.length, e.start_ms, e.end_ms
FROM current_event AS e JOIN sealed_event AS s ON s.event_id = e.id JOIN judged AS j ON j.target = e.target AND j.length = e.length
