SELECT s.target, s.length, coalesce(any_value(g.sources), 0)::BIGINT
FROM (SELECT DISTINCT target, length FROM stale_target) AS s
LEFT JOIN (SELECT target, length, sum(sources) AS sources FROM segment GROUP BY target, length) AS g USING (target, length)
GROUP BY s.target, s.length
ORDER BY s.target, s.length
