DELETE FROM place WHERE data_id = $data AND router
