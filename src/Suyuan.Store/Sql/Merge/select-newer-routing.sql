SELECT p.kind
FROM (SELECT kind, max(read_at) AS read_at FROM part.routing_source GROUP BY kind) AS p
LEFT JOIN (SELECT kind, max(read_at) AS read_at FROM routing_source GROUP BY kind) AS o USING (kind)
WHERE o.read_at IS NULL OR p.read_at > o.read_at
