SELECT count(*) FROM period_event WHERE statistics = $statistics
