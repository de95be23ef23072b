-- Triggered minutes of the last $minutes that hold any, each with the event that holds its first packet.
SELECT
    m.target, m.length, m.vector, m.minute, m.first_ms, m.last_ms, m.packets, m.octets, m.sampled_packets, m.sources, m.peak_packets,
    m.peak_bits, m.peak_seconds, m.triggered, m.hosts, m.sampling, m.trimmed, m.possible_duplicates, e.id
FROM attack_minute AS m
JOIN current_event AS e ON e.target = m.target AND e.length = m.length AND m.first_ms BETWEEN e.start_ms AND e.end_ms
WHERE e.basis = 0 AND m.triggered AND m.minute > (SELECT max(minute) FROM attack_minute WHERE triggered) - $minutes
ORDER BY m.minute, e.id, m.vector, m.first_ms, m.last_ms, m.packets, m.octets
