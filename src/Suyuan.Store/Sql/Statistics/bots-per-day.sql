-- A bot is counted on each day of the period on which its part in an event goes on; days without telemetry do not enter.
WITH heard AS (
    SELECT DISTINCT k.day FROM settled AS s JOIN period_clock AS k ON k.quarter_hour = s.minute // 15 WHERE k.statistics = $statistics),
part AS (
    SELECT p.address, first.day AS first_day, coalesce(last.day, (SELECT max(day) FROM period_clock WHERE statistics = $statistics)) AS last_day
    FROM participation AS p
    JOIN period_event AS e USING (verdict_id)
    JOIN period_clock AS first ON first.statistics = $statistics AND first.quarter_hour = p.first_ms // 900000
    LEFT JOIN period_clock AS last ON last.statistics = $statistics AND last.quarter_hour = p.last_ms // 900000
    WHERE e.statistics = $statistics AND e.basis = 0 AND p.kind = 2 AND p.confidence >= $bot_confidence),
daily AS (
    SELECT first_day AS day, address FROM part
    UNION
    SELECT unnest(generate_series(first_day + 1, last_day, INTERVAL 1 DAY))::DATE, address FROM part WHERE last_day > first_day),
counted AS (SELECT day, count(*) AS bots FROM daily GROUP BY day)
SELECT coalesce(median(coalesce(c.bots, 0)), 0)::DOUBLE
FROM heard AS h LEFT JOIN counted AS c USING (day)
