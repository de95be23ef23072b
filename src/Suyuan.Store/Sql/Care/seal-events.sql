INSERT INTO sealed_event
SELECT id, $now
FROM current_event ANTI JOIN sealed_event AS s ON s.event_id = current_event.id
WHERE end_ms < $before_ms
