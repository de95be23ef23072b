WITH resource AS (
    SELECT
        p.kind, p.protocol, p.scope, p.address, min(p.first_ms) AS first_ms, max(p.last_ms) AS last_ms, count(*) AS events,
        least(sum(p.packets), 9223372036854775807)::BIGINT AS packets, least(sum(p.octets), 9223372036854775807)::BIGINT AS octets, max(p.confidence) AS confidence,
        least(sum(p.sampled_packets), 9223372036854775807)::BIGINT AS sampled_packets
    FROM participation AS p
    JOIN current_event AS e USING (verdict_id)
    WHERE p.confidence >= $min_confidence
        AND ($from_ms IS NULL OR e.start_ms >= $from_ms)
        AND ($to_ms IS NULL OR e.start_ms < $to_ms)
        AND ($event IS NULL OR e.id = $event)
        AND ($basis IS NULL OR e.basis = $basis)
        AND ($vector IS NULL OR list_contains(string_split(e.vectors, '+'), $vector))
        AND ($target_first IS NULL
            OR (e.target BETWEEN $target_first::UHUGEINT AND $target_last::UHUGEINT AND e.length >= $target_length))
        AND ($kind IS NULL OR p.kind = $kind)
        AND ($protocol IS NULL OR p.protocol = $protocol)
        AND ($scope IS NULL OR p.scope = $scope)
        AND ($address IS NULL OR p.address = $address::UHUGEINT)
    GROUP BY p.kind, p.protocol, p.scope, p.address)
SELECT
    r.kind, r.protocol, r.scope, r.address, pl.country, pl.province, pl.operator, pl.cloud, nullif(pl.asn, 0), r.first_ms, r.last_ms,
    r.events, r.packets, r.octets, r.confidence, r.sampled_packets
FROM resource AS r
LEFT JOIN place AS pl ON pl.data_id = $data AND pl.router = (r.kind = 4) AND pl.address = r.address
WHERE ($country IS NULL OR pl.country = $country)
    AND ($province IS NULL OR pl.province = $province)
    AND ($operator IS NULL OR pl.operator = $operator)
    AND ($cloud IS NULL OR pl.cloud = $cloud)
ORDER BY r.events DESC, r.packets DESC, r.address, r.kind, r.protocol, r.scope
LIMIT $limit
