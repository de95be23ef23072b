WITH named AS (
    SELECT unnest(string_split(vectors, '+')) AS vector FROM period_event WHERE statistics = $statistics AND basis = 0 AND vectors <> ''),
counted AS (SELECT vector, count(*) AS events FROM named GROUP BY vector),
traffic AS (
    SELECT v.token AS vector, least(sum(m.packets), 9223372036854775807)::BIGINT AS packets, least(sum(m.octets), 9223372036854775807)::BIGINT AS octets
    FROM attack_minute AS m
    JOIN period_event AS e ON e.target = m.target AND e.length = m.length AND m.first_ms BETWEEN e.start_ms AND e.end_ms
    JOIN vector AS v ON v.id = m.vector
    WHERE e.statistics = $statistics AND e.basis = 0
    GROUP BY v.token)
SELECT c.vector, c.events, coalesce(t.packets, 0), coalesce(t.octets, 0)
FROM counted AS c LEFT JOIN traffic AS t USING (vector)
ORDER BY c.events DESC, c.vector
