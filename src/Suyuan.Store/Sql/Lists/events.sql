-- Place filters mean the target's place; filters of resources keep events in which such a resource takes part.
-- A page ($order) goes by one key, largest first unless $direction is -1, then by id: $after_key and $after_id are the last row's of the page before.
-- Each event has its counts of resources at the confidence that lists begin with; at another ($counted is false), and of what a constituent may see, they are counted
-- here: for the page alone, unless it is ordered by them.
WITH matching AS MATERIALIZED (
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
                -- The engine answers this before it looks whether it must.
                SELECT verdict_id FROM participation
                WHERE NOT ($kind IS NULL AND $protocol IS NULL AND $scope IS NULL AND $address IS NULL)
                    AND confidence >= $min_confidence
                    AND ($kind IS NULL OR kind = $kind)
                    AND ($protocol IS NULL OR protocol = $protocol)
                    AND ($scope IS NULL OR scope = $scope)
                    AND ($address IS NULL OR address = $address::UHUGEINT)))),
ranked AS (
    SELECT verdict_id, count(*) FILTER (kind = 2) AS bots, count(*) FILTER (kind = 3) AS reflectors
    FROM participation
    WHERE NOT $counted AND $order IN ('bots', 'reflectors') AND confidence >= $min_confidence AND verdict_id IN (SELECT verdict_id FROM matching)
    GROUP BY verdict_id),
keyed AS (
    SELECT
        e.*,
        $direction * CASE $order
            WHEN 'start' THEN e.start_ms
            WHEN 'duration' THEN e.end_ms - e.start_ms
            WHEN 'packets' THEN e.packets
            WHEN 'bytes' THEN e.octets
            WHEN 'peak_pps' THEN e.peak_packets
            WHEN 'peak_bps' THEN e.peak_bits
            WHEN 'bots' THEN CASE WHEN $counted THEN e.bots ELSE coalesce(r.bots, 0) END
            WHEN 'reflectors' THEN CASE WHEN $counted THEN e.reflectors ELSE coalesce(r.reflectors, 0) END
        END AS sort_key
    FROM matching AS e LEFT JOIN ranked AS r USING (verdict_id)),
page AS MATERIALIZED (
    SELECT *
    FROM keyed
    WHERE $after_key IS NULL OR sort_key < $after_key OR (sort_key = $after_key AND id > $after_id)
    ORDER BY sort_key DESC, CASE WHEN $order IS NULL THEN start_ms END, CASE WHEN $order IS NULL THEN target END, CASE WHEN $order IS NULL THEN length END, id
    LIMIT $limit),
resources AS (
    SELECT
        verdict_id, count(*) FILTER (kind = 1) AS controllers, count(*) FILTER (kind = 2) AS bots, count(*) FILTER (kind = 3) AS reflectors,
        count(*) FILTER (kind = 4) AS routers
    FROM participation
    WHERE NOT $counted AND confidence >= $min_confidence AND verdict_id IN (SELECT verdict_id FROM page)
    GROUP BY verdict_id)
SELECT
    e.id, e.target, e.length, e.start_ms, e.end_ms, e.vectors, e.bursts, e.packets, e.octets, e.peak_packets, e.peak_bits,
    CASE WHEN $counted THEN e.controllers ELSE coalesce(r.controllers, 0) END, CASE WHEN $counted THEN e.bots ELSE coalesce(r.bots, 0) END,
    CASE WHEN $counted THEN e.reflectors ELSE coalesce(r.reflectors, 0) END, CASE WHEN $counted THEN e.routers ELSE coalesce(r.routers, 0) END, e.sampled_packets, e.peak_seconds, e.basis, e.sampling,
    coalesce(e.packets_low, e.packets), coalesce(e.packets_high, e.packets), coalesce(e.octets_low, e.octets), coalesce(e.octets_high, e.octets),
    e.sort_key, (SELECT count(*) FROM matching)
FROM page AS e LEFT JOIN resources AS r USING (verdict_id)
ORDER BY
    e.sort_key DESC, CASE WHEN $order IS NULL THEN e.start_ms END, CASE WHEN $order IS NULL THEN e.target END, CASE WHEN $order IS NULL THEN e.length END, e.id
