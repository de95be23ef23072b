INSERT INTO shared_contact
SELECT c.* REPLACE (c.segment_id + $segment AS segment_id)
FROM part.shared_contact AS c JOIN merge_segment AS k USING (segment_id)
WHERE NOT k.shared
