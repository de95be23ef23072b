-- Sealed events alone: all others are judged anew.
INSERT INTO event
SELECT e.* REPLACE (e.verdict_id + $verdict AS verdict_id)
FROM part.current_event AS e JOIN part.sealed_event AS s ON s.event_id = e.id
