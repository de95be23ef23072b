SELECT
    s.segment_id, s.vector, s.exporter, s.interface, s.source, s.first_ms, s.last_ms, s.packets, s.octets, s.sampled_packets,
    s.signature_packets, s.solicited_packets, s.established_packets, s.minutes, s.min_ttl, s.max_ttl, s.source_port, s.history, s.two_way
FROM source_evidence AS s
JOIN segment AS g USING (segment_id) JOIN portion AS p USING (target, length) JOIN vector AS v ON v.id = s.vector
JOIN exporter AS x ON x.id = s.exporter
ORDER BY g.target, g.length, g.from_minute, g.to_minute, s.segment_id, v.token, x.key, s.interface, s.source
