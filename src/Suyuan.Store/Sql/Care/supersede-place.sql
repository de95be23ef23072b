-- By address data that a newer version has replaced.
DELETE FROM place
WHERE data_id IN (
    SELECT id FROM (SELECT id, written_at, row_number() OVER (ORDER BY written_at DESC, id DESC) AS newest FROM address_data)
    WHERE newest > 1 AND written_at < $before_ms)
