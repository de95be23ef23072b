-- Captures are domains of their own, so two segments of a target may span the same minutes: their content orders them, not the commits they came by.
SELECT g.segment_id, g.target, g.length, g.from_minute, g.to_minute
FROM segment AS g JOIN portion AS p USING (target, length)
LEFT JOIN (
    SELECT c.segment_id, min(x.key) AS exporter, min(c.first_ms) AS first_ms, sum(c.packets) AS packets
    FROM component_totals AS c JOIN exporter AS x ON x.id = c.exporter
    WHERE c.segment_id IN (SELECT h.segment_id FROM segment AS h JOIN portion USING (target, length))
    GROUP BY c.segment_id) AS t USING (segment_id)
ORDER BY g.target, g.length, g.from_minute, g.to_minute, t.exporter, t.first_ms, t.packets, g.sources, g.segment_id
