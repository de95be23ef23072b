-- A page ($order) goes by one key, largest first unless $direction is -1, then by the resource.
-- Places are looked up for the page alone, unless they are asked for ($placed, else null).
WITH seen AS (
    SELECT DISTINCT p.kind, p.protocol, p.scope, p.address
    FROM participation AS p JOIN current_event AS e USING (verdict_id)
    WHERE e.start_ms >= $seen_from_ms AND e.start_ms < $seen_to_ms AND p.confidence >= $min_confidence),
unseen AS (
    SELECT DISTINCT p.kind, p.protocol, p.scope, p.address
    FROM participation AS p JOIN current_event AS e USING (verdict_id)
    WHERE e.start_ms >= $unseen_from_ms AND e.start_ms < $unseen_to_ms AND p.confidence >= $min_confidence),
resource AS (
    SELECT
        p.kind, p.protocol, p.scope, p.address, min(p.first_ms) AS first_ms, max(p.last_ms) AS last_ms, count(*) AS events,
        least(sum(p.packets), 9223372036854775807)::BIGINT AS packets, least(sum(p.octets), 9223372036854775807)::BIGINT AS octets, max(p.confidence) AS confidence,
        least(sum(p.sampled_packets), 9223372036854775807)::BIGINT AS sampled_packets
    FROM participation AS p
    JOIN current_event AS e USING (verdict_id)
    WHERE p.confidence >= $min_confidence
        AND ($from_ms IS NULL OR e.start_ms >= $from_ms)
        AND ($to_ms IS NULL OR e.start_ms < $to_ms)
        AND ($event IS NULL OR p.verdict_id = $verdict)
        AND ($basis IS NULL OR e.basis = $basis)
        AND ($vector IS NULL OR list_contains(string_split(e.vectors, '+'), $vector))
        AND ($target_first IS NULL
            OR (e.target BETWEEN $target_first::UHUGEINT AND $target_last::UHUGEINT AND e.length >= $target_length))
        AND ($kind IS NULL OR p.kind = $kind)
        AND ($protocol IS NULL OR p.protocol = $protocol)
        AND ($scope IS NULL OR p.scope = $scope)
        AND ($address IS NULL OR p.address = $address::UHUGEINT)
    GROUP BY p.kind, p.protocol, p.scope, p.address),
listed AS MATERIALIZED (
    SELECT
        r.*,
        $direction * CASE $order
            WHEN 'events' THEN r.events
            WHEN 'packets' THEN r.packets
            WHEN 'bytes' THEN r.octets
            WHEN 'first_seen' THEN r.first_ms
            WHEN 'last_seen' THEN r.last_ms
            WHEN 'confidence' THEN (r.confidence * 1000000)::BIGINT
        END AS sort_key
    FROM resource AS r
    LEFT JOIN place AS pl ON pl.data_id = $placed AND pl.router = (r.kind = 4) AND pl.address = r.address
    WHERE ($country IS NULL OR pl.country = $country)
        AND ($province IS NULL OR pl.province = $province)
        AND ($operator IS NULL OR pl.operator = $operator)
        AND ($cloud IS NULL OR pl.cloud = $cloud)
        AND ($seen_from_ms IS NULL
            OR EXISTS (FROM seen AS s WHERE s.kind = r.kind AND s.protocol = r.protocol AND s.scope = r.scope AND s.address = r.address))
        AND ($unseen_from_ms IS NULL
            OR NOT EXISTS (FROM unseen AS u WHERE u.kind = r.kind AND u.protocol = r.protocol AND u.scope = r.scope AND u.address = r.address))),
page AS (
    SELECT *
    FROM listed
    WHERE $after_key IS NULL OR sort_key < $after_key
        OR (sort_key = $after_key AND (address, kind, protocol, scope) > ($after_address::UHUGEINT, $after_kind, $after_protocol, $after_scope))
    ORDER BY sort_key DESC, CASE WHEN $order IS NULL THEN -events END, CASE WHEN $order IS NULL THEN -packets END, address, kind, protocol, scope
    LIMIT $limit)
SELECT
    r.kind, r.protocol, r.scope, r.address, pl.country, pl.province, pl.operator, pl.cloud, nullif(pl.asn, 0), r.first_ms, r.last_ms,
    r.events, r.packets, r.octets, r.confidence, r.sampled_packets, r.sort_key, (SELECT count(*) FROM listed)
FROM page AS r
LEFT JOIN place AS pl ON pl.data_id = $data AND pl.router = (r.kind = 4) AND pl.address = r.address
ORDER BY
    r.sort_key DESC, CASE WHEN $order IS NULL THEN -r.events END, CASE WHEN $order IS NULL THEN -r.packets END, r.address, r.kind, r.protocol, r.scope
