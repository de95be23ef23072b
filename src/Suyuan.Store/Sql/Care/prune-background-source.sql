DELETE FROM background_source WHERE background_id IN (SELECT background_id FROM going_background)
