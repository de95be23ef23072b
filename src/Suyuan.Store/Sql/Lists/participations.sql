SELECT
    e.id, p.kind, p.protocol, p.scope, p.address, p.packets, p.octets, p.sampled_packets, p.first_ms, p.last_ms, p.confidence,
    p.exporter, p.interface, p.rule, p.detail, e.target, e.length, e.vectors
FROM participation AS p
JOIN current_event AS e USING (verdict_id)
LEFT JOIN place AS pl ON pl.data_id = $data AND pl.router = (p.kind = 4) AND pl.address = p.address
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
    AND ($country IS NULL OR pl.country = $country)
    AND ($province IS NULL OR pl.province = $province)
    AND ($operator IS NULL OR pl.operator = $operator)
    AND ($cloud IS NULL OR pl.cloud = $cloud)
ORDER BY e.start_ms, e.target, e.length, e.id, p.kind, p.protocol, p.scope, p.address
LIMIT $limit
