DELETE FROM period_event WHERE statistics = $statistics
