SELECT DISTINCT p.address, x.key, p.interface
FROM current_participation AS p LEFT JOIN exporter AS x ON x.id = p.exporter
WHERE p.kind = 4
ORDER BY p.address, x.key, p.interface
