SELECT b.exporter, b.interface, b.sample_shift, s.source, least(sum(s.packets), 9223372036854775807)::BIGINT
FROM background_source AS s JOIN interface_background AS b USING (background_id) JOIN exporter AS x ON x.id = b.exporter
GROUP BY b.exporter, x.key, b.interface, b.sample_shift, s.source
ORDER BY x.key, b.interface, b.sample_shift, s.source
