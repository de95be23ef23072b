INSERT INTO interface_background
SELECT b.* REPLACE (b.background_id + $background AS background_id, b.commit_id + $commit AS commit_id, x.id AS exporter)
FROM part.interface_background AS b JOIN merge_exporter AS x ON x.part_id = b.exporter
WHERE NOT x.shared
