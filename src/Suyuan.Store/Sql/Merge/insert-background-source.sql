INSERT INTO background_source
SELECT s.* REPLACE (s.background_id + $background AS background_id)
FROM part.background_source AS s
JOIN part.interface_background AS b USING (background_id) JOIN merge_exporter AS x ON x.part_id = b.exporter
WHERE NOT x.shared
