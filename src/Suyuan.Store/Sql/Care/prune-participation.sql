-- Of all revisions of the event.
DELETE FROM participation
WHERE verdict_id IN (
    SELECT v.verdict_id FROM event AS v
    SEMI JOIN (SELECT id FROM current_event JOIN sealed_event ON event_id = id WHERE end_ms < $before_ms) AS e ON e.id = v.id)
