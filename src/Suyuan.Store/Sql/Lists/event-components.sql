SELECT c.event_id, x.key, c.interface, c.class, c.packets, c.sampled_packets, c.rule, c.detail
FROM current_component AS c JOIN exporter AS x ON x.id = c.exporter
WHERE $event IS NULL OR c.event_id = $event
ORDER BY c.event_id, x.key, c.interface, c.class, c.rule, c.packets, c.detail
