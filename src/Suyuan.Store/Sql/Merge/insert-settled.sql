INSERT INTO settled
SELECT s.* REPLACE (s.commit_id + $commit AS commit_id, x.id AS exporter)
FROM part.settled AS s JOIN merge_exporter AS x ON x.part_id = s.exporter
WHERE NOT x.shared
