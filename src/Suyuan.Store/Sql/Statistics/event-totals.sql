SELECT
    count(*) FILTER (basis = 0), count(*) FILTER (basis = 1), count(*) FILTER (basis = 2),
    coalesce(sum(bursts) FILTER (basis = 0), 0)::BIGINT,
    count(DISTINCT (target, length)) FILTER (basis = 0),
    coalesce(sum(packets) FILTER (basis = 0), 0)::BIGINT,
    coalesce(sum(octets) FILTER (basis = 0), 0)::BIGINT,
    coalesce(max(peak_bits) FILTER (basis = 0), 0),
    coalesce(max(peak_packets) FILTER (basis = 0), 0),
    coalesce(median((end_ms - start_ms) / 1000) FILTER (basis = 0), 0)::DOUBLE
FROM period_event
WHERE statistics = $statistics
