DELETE FROM interface_background WHERE background_id IN (SELECT background_id FROM going_background)
