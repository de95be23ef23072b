INSERT INTO component
SELECT c.* REPLACE (c.verdict_id + $verdict AS verdict_id, x.id AS exporter)
FROM part.component AS c JOIN merge_exporter AS x ON x.part_id = c.exporter
WHERE c.verdict_id IN (SELECT e.verdict_id FROM part.current_event AS e JOIN part.sealed_event AS s ON s.event_id = e.id)
