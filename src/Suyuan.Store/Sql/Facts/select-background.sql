SELECT b.exporter, b.interface, b.sample_shift, least(sum(b.sampled_packets), 9223372036854775807)::BIGINT
FROM interface_background AS b JOIN exporter AS x ON x.id = b.exporter
GROUP BY b.exporter, x.key, b.interface, b.sample_shift
ORDER BY x.key, b.interface, b.sample_shift
