SELECT e.key, count(*), min(s.minute)
FROM part.settled AS s
JOIN merge_exporter AS x ON x.part_id = s.exporter AND NOT x.shared
JOIN exporter AS e ON e.id = x.id
SEMI JOIN settled AS o ON o.exporter = x.id AND o.minute = s.minute
GROUP BY e.key
ORDER BY e.key
