INSERT INTO source_evidence
SELECT t.* REPLACE (t.segment_id + $segment AS segment_id, v.id AS vector, x.id AS exporter)
FROM part.source_evidence AS t
JOIN merge_segment AS k USING (segment_id) JOIN merge_vector AS v ON v.part_id = t.vector JOIN merge_exporter AS x ON x.part_id = t.exporter
WHERE NOT k.shared
