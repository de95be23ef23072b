SELECT g.segment_id, g.target, g.length, g.from_minute, g.to_minute
FROM segment AS g JOIN portion AS p USING (target, length)
ORDER BY g.target, g.length, g.from_minute, g.to_minute, g.segment_id
