SELECT
    e.id, e.target, e.length, pl.country, pl.province, coalesce(pl.cloud, pl.operator), e.start_ms, e.end_ms, e.vectors, e.packets, e.octets,
    e.peak_bits, e.peak_packets, e.peak_seconds, e.sampling
FROM period_event AS e
LEFT JOIN place AS pl ON pl.data_id = $data AND NOT pl.router AND pl.address = e.target
WHERE e.statistics = $statistics AND e.basis = 0
ORDER BY e.peak_bits DESC, e.packets DESC, e.target, e.length, e.start_ms
LIMIT $limit
