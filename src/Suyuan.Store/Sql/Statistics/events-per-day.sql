-- A day without telemetry is not a day without attacks: it has no row unless an event starts in it.
WITH heard AS (
    SELECT DISTINCT k.day FROM settled AS s JOIN period_clock AS k ON k.quarter_hour = s.minute // 15 WHERE k.statistics = $statistics),
started AS (
    SELECT k.day, count(*) AS events, least(sum(e.packets), 9223372036854775807)::BIGINT AS packets, least(sum(e.octets), 9223372036854775807)::BIGINT AS octets
    FROM period_event AS e JOIN period_clock AS k ON k.statistics = e.statistics AND k.quarter_hour = e.start_ms // 900000
    WHERE e.statistics = $statistics AND e.basis = 0
    GROUP BY k.day)
SELECT coalesce(h.day, s.day) AS day, coalesce(s.events, 0), coalesce(s.packets, 0), coalesce(s.octets, 0)
FROM heard AS h FULL JOIN started AS s ON s.day = h.day
ORDER BY day
