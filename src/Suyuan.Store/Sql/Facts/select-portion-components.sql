SELECT
    c.segment_id, c.vector, c.exporter, c.interface, c.first_ms, c.last_ms, c.packets, c.octets, c.sampled_packets, c.sources_kept,
    c.sample_shift, c.sampling, c.duplicate
FROM component_totals AS c
JOIN segment AS g USING (segment_id) JOIN portion AS p USING (target, length) JOIN vector AS v ON v.id = c.vector
JOIN exporter AS x ON x.id = c.exporter
ORDER BY g.target, g.length, g.from_minute, g.to_minute, c.segment_id, v.token, x.key, c.interface
