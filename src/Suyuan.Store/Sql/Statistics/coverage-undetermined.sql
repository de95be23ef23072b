-- Observed packets of the floods: everything but reflection.
SELECT
    coalesce(sum(c.sampled_packets) FILTER (c.class = 0), 0)::BIGINT,
    coalesce(sum(c.sampled_packets) FILTER (c.class <> 1), 0)::BIGINT
FROM component AS c JOIN period_event AS e USING (verdict_id)
WHERE e.statistics = $statistics AND e.basis = 0
