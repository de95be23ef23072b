SELECT count(*) FROM participation JOIN period_event USING (verdict_id) WHERE statistics = $statistics
