INSERT INTO segment
SELECT g.* REPLACE (g.segment_id + $segment AS segment_id, g.commit_id + $commit AS commit_id)
FROM part.segment AS g JOIN merge_segment AS k USING (segment_id)
WHERE NOT k.shared
