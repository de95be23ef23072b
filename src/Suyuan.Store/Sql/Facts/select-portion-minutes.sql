SELECT
    m.target, m.length, m.vector, m.minute, m.first_ms, m.last_ms, m.packets, m.octets, m.sampled_packets, m.sources, m.peak_packets,
    m.peak_bits, m.peak_seconds, m.triggered, m.hosts, m.sampling, m.trimmed, m.possible_duplicates
FROM attack_minute AS m JOIN portion AS p USING (target, length) JOIN vector AS v ON v.id = m.vector
ORDER BY m.target, m.length, m.minute, v.token, m.first_ms, m.last_ms, m.packets, m.octets, m.sampled_packets, m.sources
