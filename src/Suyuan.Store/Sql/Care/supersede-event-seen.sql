DELETE FROM event_seen WHERE verdict_id IN (SELECT verdict_id FROM going_verdict)
