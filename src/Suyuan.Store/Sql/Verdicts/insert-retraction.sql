INSERT INTO event
SELECT * REPLACE ($verdict_id AS verdict_id, e.revision + 1 AS revision, $now AS written_at, true AS retracted, '' AS digest)
FROM event AS e
WHERE e.id = $event AND e.revision = $revision
