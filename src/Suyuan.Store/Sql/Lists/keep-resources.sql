-- The rows of a list of resources, with their places: those of one of $parts parts, by a hash of the address, so that a part fits into the engine's memory. What is asked of
-- the resource itself is asked of the rows, when a page is taken (kept-resources). In the order that lists begin with, so that their first page is near the beginning.
WITH seen AS (
    SELECT DISTINCT p.kind, p.protocol, p.scope, p.address
    FROM participation AS p JOIN current_event AS e USING (verdict_id)
    WHERE e.start_ms >= $seen_from_ms AND e.start_ms < $seen_to_ms AND p.confidence >= $min_confidence AND hash(p.address) % $parts::UBIGINT = $part::UBIGINT),
unseen AS (
    SELECT DISTINCT p.kind, p.protocol, p.scope, p.address
    FROM participation AS p JOIN current_event AS e USING (verdict_id)
    WHERE e.start_ms >= $unseen_from_ms AND e.start_ms < $unseen_to_ms AND p.confidence >= $min_confidence AND hash(p.address) % $parts::UBIGINT = $part::UBIGINT),
resource AS (
    SELECT
        p.kind, p.protocol, p.scope, p.address, min(p.first_ms) AS first_ms, max(p.last_ms) AS last_ms, count(*) AS events,
        least(sum(p.packets), 9223372036854775807)::BIGINT AS packets, least(sum(p.octets), 9223372036854775807)::BIGINT AS octets, max(p.confidence) AS confidence,
        least(sum(p.sampled_packets), 9223372036854775807)::BIGINT AS sampled_packets
    FROM participation AS p
    JOIN current_event AS e USING (verdict_id)
    WHERE p.confidence >= $min_confidence AND hash(p.address) % $parts::UBIGINT = $part::UBIGINT
        AND ($from_ms IS NULL OR e.start_ms >= $from_ms)
        AND ($to_ms IS NULL OR e.start_ms < $to_ms)
        AND ($basis IS NULL OR e.basis = $basis)
        AND ($vector IS NULL OR list_contains(string_split(e.vectors, '+'), $vector))
    GROUP BY p.kind, p.protocol, p.scope, p.address)
SELECT
    r.kind, r.protocol, r.scope, r.address, pl.country, pl.province, pl.operator, pl.cloud, nullif(pl.asn, 0), r.first_ms, r.last_ms,
    r.events, r.packets, r.octets, r.confidence, r.sampled_packets
FROM resource AS r
LEFT JOIN place AS pl ON pl.data_id = $data AND pl.router = (r.kind = 4) AND pl.address = r.address
WHERE ($seen_from_ms IS NULL
        OR EXISTS (FROM seen AS s WHERE s.kind = r.kind AND s.protocol = r.protocol AND s.scope = r.scope AND s.address = r.address))
    AND ($unseen_from_ms IS NULL
        OR NOT EXISTS (FROM unseen AS u WHERE u.kind = r.kind AND u.protocol = r.protocol AND u.scope = r.scope AND u.address = r.address))
ORDER BY r.events DESC, r.address
