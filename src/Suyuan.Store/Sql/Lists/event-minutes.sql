-- A minute belongs to the event that holds its first packet, so a minute in which an event is cut counts once.
SELECT
    m.target, m.length, m.vector, m.minute, m.first_ms, m.last_ms, m.packets, m.octets, m.sampled_packets, m.sources, m.peak_packets,
    m.peak_bits, m.peak_seconds, m.triggered, m.hosts, m.sampling, m.trimmed, m.possible_duplicates
FROM attack_minute AS m
JOIN current_event AS e ON e.target = m.target AND e.length = m.length AND m.first_ms BETWEEN e.start_ms AND e.end_ms
JOIN vector AS v ON v.id = m.vector
WHERE e.id = $event AND e.basis = 0
ORDER BY m.minute, v.token, m.first_ms, m.last_ms, m.packets, m.octets, m.sampled_packets, m.sources
