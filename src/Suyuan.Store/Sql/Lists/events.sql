-- Place filters mean the target's place; filters of resources keep events in which such a resource takes part.
WITH matching AS (
    SELECT e.*
    FROM current_event AS e
    LEFT JOIN place AS pl ON pl.data_id = $data AND NOT pl.router AND pl.address = e.target
    WHERE ($from_ms IS NULL OR e.start_ms >= $from_ms)
        AND ($to_ms IS NULL OR e.start_ms < $to_ms)
        AND ($event IS NULL OR e.id = $event)
        AND ($basis IS NULL OR e.basis = $basis)
        AND ($vector IS NULL OR list_contains(string_split(e.vectors, '+'), $vector))
        AND ($target_first IS NULL
            OR (e.target BETWEEN $target_first::UHUGEINT AND $target_last::UHUGEINT AND e.length >= $target_length))
        AND ($country IS NULL OR pl.country = $country)
        AND ($province IS NULL OR pl.province = $province)
        AND ($operator IS NULL OR pl.operator = $operator)
        AND ($cloud IS NULL OR pl.cloud = $cloud)
        AND (($kind IS NULL AND $protocol IS NULL AND $scope IS NULL AND $address IS NULL)
            OR ($kind IS NULL AND $protocol IS NULL AND $scope IS NULL AND e.target = $address::UHUGEINT AND e.length = 128)
            OR e.verdict_id IN (
                SELECT verdict_id FROM participation
                WHERE confidence >= $min_confidence
                    AND ($kind IS NULL OR kind = $kind)
                    AND ($protocol IS NULL OR protocol = $protocol)
                    AND ($scope IS NULL OR scope = $scope)
                    AND ($address IS NULL OR address = $address::UHUGEINT)))),
resources AS (
    SELECT
        verdict_id, count(*) FILTER (kind = 1) AS controllers, count(*) FILTER (kind = 2) AS bots, count(*) FILTER (kind = 3) AS reflectors,
        count(*) FILTER (kind = 4) AS routers
    FROM participation
    WHERE confidence >= $min_confidence AND verdict_id IN (SELECT verdict_id FROM matching)
    GROUP BY verdict_id)
SELECT
    e.id, e.target, e.length, e.start_ms, e.end_ms, e.vectors, e.bursts, e.packets, e.octets, e.peak_packets, e.peak_bits,
    coalesce(r.controllers, 0), coalesce(r.bots, 0), coalesce(r.reflectors, 0), coalesce(r.routers, 0), e.sampled_packets, e.peak_seconds,
    e.basis, e.sampling, coalesce(e.packets_low, e.packets), coalesce(e.packets_high, e.packets), coalesce(e.octets_low, e.octets),
    coalesce(e.octets_high, e.octets)
FROM matching AS e LEFT JOIN resources AS r USING (verdict_id)
ORDER BY e.start_ms, e.target, e.length, e.id
LIMIT $limit
