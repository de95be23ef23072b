-- rows: attack minutes and sources, which are what a target's facts take in memory.
SELECT s.target, s.length, (coalesce(any_value(g.sources), 0) + coalesce(any_value(m.minutes), 0))::BIGINT AS rows
FROM (SELECT DISTINCT target, length FROM stale_target) AS s
LEFT JOIN (SELECT target, length, sum(sources) AS sources FROM segment GROUP BY target, length) AS g USING (target, length)
LEFT JOIN (SELECT target, length, count(*) AS minutes FROM attack_minute GROUP BY target, length) AS m USING (target, length)
GROUP BY s.target, s.length
ORDER BY s.target, s.length
