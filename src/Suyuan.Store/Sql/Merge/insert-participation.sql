INSERT INTO participation
SELECT p.* REPLACE (p.verdict_id + $verdict AS verdict_id, x.id AS exporter)
FROM part.participation AS p LEFT JOIN merge_exporter AS x ON x.part_id = p.exporter
WHERE p.verdict_id IN (SELECT e.verdict_id FROM part.current_event AS e JOIN part.sealed_event AS s ON s.event_id = e.id)
