SELECT x.key, c.interface, c.class, c.packets, c.sampled_packets, c.rule, c.detail
FROM current_component AS c JOIN exporter AS x ON x.id = c.exporter
WHERE c.event_id = $event
ORDER BY x.key, c.interface, c.class, c.rule, c.packets, c.detail
