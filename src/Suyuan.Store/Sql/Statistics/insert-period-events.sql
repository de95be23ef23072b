INSERT INTO period_event
SELECT
    $statistics, verdict_id, id, target, length, start_ms, end_ms, vectors, bursts, packets, octets, peak_packets, peak_bits, peak_seconds,
    basis, sampling, coalesce(packets_low, packets), coalesce(packets_high, packets), coalesce(octets_low, octets), coalesce(octets_high, octets)
FROM current_event
WHERE start_ms >= $from_ms AND start_ms < $to_ms
