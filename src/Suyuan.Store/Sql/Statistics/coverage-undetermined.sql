-- Observed packets of the floods: everything but reflection.
SELECT
    least(coalesce(sum(c.sampled_packets) FILTER (c.class = 0), 0), 9223372036854775807)::BIGINT,
    least(coalesce(sum(c.sampled_packets) FILTER (c.class <> 1), 0), 9223372036854775807)::BIGINT
FROM component AS c JOIN period_event AS e USING (verdict_id)
WHERE e.statistics = $statistics AND e.basis = 0
