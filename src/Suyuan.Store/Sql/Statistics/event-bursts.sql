-- All bursts of every target that has one in the period: with another gap, an event of the period may begin with a burst before it, or
-- a burst of an earlier event begin one of its own.
SELECT e.target, e.length, b.start_ms, b.end_ms
FROM event_burst AS b
JOIN current_event AS e USING (verdict_id)
WHERE e.basis = 0 AND (e.target, e.length) IN (
    SELECT (i.target, i.length) FROM event_burst AS a JOIN current_event AS i USING (verdict_id)
    WHERE i.basis = 0 AND a.start_ms >= $from_ms AND a.start_ms < $to_ms)
ORDER BY e.target, e.length, b.start_ms, b.end_ms
