-- rows: attack minutes and sources, which are what a target's facts take in memory. In the order in which they came, so that the facts of one portion lie together in the
-- file, and little else is read for them.
SELECT s.target, s.length, (coalesce(any_value(g.sources), 0) + coalesce(any_value(m.minutes), 0))::BIGINT AS rows
FROM (SELECT target, length, min(commit_id) AS since FROM stale_target GROUP BY target, length) AS s
LEFT JOIN (SELECT target, length, sum(sources) AS sources FROM segment GROUP BY target, length) AS g USING (target, length)
LEFT JOIN (SELECT target, length, count(*) AS minutes FROM attack_minute GROUP BY target, length) AS m USING (target, length)
GROUP BY s.target, s.length, s.since
ORDER BY s.since, s.target, s.length
