DELETE FROM shared_contact
WHERE segment_id IN (SELECT segment_id FROM segment WHERE from_minute <= $to_minute AND to_minute >= $from_minute)
