SELECT
    (SELECT count(DISTINCT k.day) FROM settled AS s JOIN period_clock AS k ON k.quarter_hour = s.minute // 15 WHERE k.statistics = $statistics),
    (SELECT count(DISTINCT day) FROM period_clock WHERE statistics = $statistics),
    (SELECT count(*) FROM settled WHERE minute * 60000 >= $from_ms AND minute * 60000 < $to_ms)
