DELETE FROM period_resource WHERE statistics = $statistics
