SELECT
    count(*) FILTER (basis = 0), count(*) FILTER (basis = 1), count(*) FILTER (basis = 2),
    least(coalesce(sum(bursts) FILTER (basis = 0), 0), 9223372036854775807)::BIGINT,
    count(DISTINCT (target, length)) FILTER (basis = 0),
    least(coalesce(sum(packets) FILTER (basis = 0), 0), 9223372036854775807)::BIGINT,
    least(coalesce(sum(octets) FILTER (basis = 0), 0), 9223372036854775807)::BIGINT,
    coalesce(max(peak_bits) FILTER (basis = 0), 0),
    coalesce(max(peak_packets) FILTER (basis = 0), 0),
    coalesce(median((end_ms - start_ms) / 1000) FILTER (basis = 0), 0)::DOUBLE,
    -- Events are sampled apart: the squares of their errors add up.
    sqrt(coalesce(sum(pow(packets - packets_low, 2)) FILTER (basis = 0), 0)), sqrt(coalesce(sum(pow(packets_high - packets, 2)) FILTER (basis = 0), 0)),
    sqrt(coalesce(sum(pow(octets - octets_low, 2)) FILTER (basis = 0), 0)), sqrt(coalesce(sum(pow(octets_high - octets, 2)) FILTER (basis = 0), 0))
FROM period_event
WHERE statistics = $statistics
