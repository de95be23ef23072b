DELETE FROM period_past WHERE statistics = $statistics
