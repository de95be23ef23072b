INSERT INTO event_burst
SELECT * REPLACE (verdict_id + $verdict AS verdict_id)
FROM part.event_burst
WHERE verdict_id IN (SELECT e.verdict_id FROM part.current_event AS e JOIN part.sealed_event AS s ON s.event_id = e.id)
