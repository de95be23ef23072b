-- Where not all that count stand at a border (role 1 edge, 2 peering), one may have seen the packets of another.
UPDATE attack_minute SET possible_duplicates = true
WHERE (target, length, vector, minute) IN (
    SELECT (m.target, m.length, m.vector, m.minute)
    FROM merge_met AS m
    JOIN segment AS g ON g.target = m.target AND g.length = m.length AND m.minute BETWEEN g.from_minute AND g.to_minute
    JOIN component_totals AS c ON c.segment_id = g.segment_id AND c.vector = m.vector AND NOT c.duplicate
    JOIN exporter AS x ON x.id = c.exporter
    LEFT JOIN exporter_setting AS own ON own.exporter = x.key AND own.interface = c.interface
    LEFT JOIN exporter_setting AS whole ON whole.exporter = x.key AND whole.interface IS NULL
    WHERE coalesce(nullif(own.role, 0), whole.role, 0) NOT IN (1, 2))
