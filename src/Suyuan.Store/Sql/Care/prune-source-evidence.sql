DELETE FROM source_evidence WHERE segment_id IN (SELECT segment_id FROM going_segment)
