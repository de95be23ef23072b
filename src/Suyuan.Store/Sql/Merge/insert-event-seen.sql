INSERT INTO event_seen
SELECT * REPLACE (verdict_id + $verdict AS verdict_id)
FROM part.event_seen
WHERE verdict_id IN (SELECT e.verdict_id FROM part.current_event AS e JOIN part.sealed_event AS s ON s.event_id = e.id)
