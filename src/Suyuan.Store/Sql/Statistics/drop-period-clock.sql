DELETE FROM period_clock WHERE statistics = $statistics
