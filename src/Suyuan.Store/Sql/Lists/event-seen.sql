SELECT s.kind, s.protocol, s.seen, s.once, s.twice
FROM event_seen AS s JOIN current_event AS e USING (verdict_id)
WHERE e.id = $event
ORDER BY s.kind, s.protocol
