-- A page ($order) goes by one key, largest first unless $direction is -1, then by event and resource.
-- An event's participations lie together in the table: looked for by its verdict, the engine reads no others.
-- Places are looked up for the page alone, unless they are asked for ($placed, else null).
-- Without them it is counted without them.
-- Of a list that may be long ($long) no key under that of the page's last row is sorted: by a key alone the engine finds the largest without a look at all rows.
WITH chosen AS (
    SELECT *
    FROM current_event
    WHERE ($from_ms IS NULL OR start_ms >= $from_ms)
        AND ($to_ms IS NULL OR start_ms < $to_ms)
        AND ($basis IS NULL OR basis = $basis)
        AND ($vector IS NULL OR list_contains(string_split(vectors, '+'), $vector))
        AND ($target_first IS NULL
            OR (target BETWEEN $target_first::UHUGEINT AND $target_last::UHUGEINT AND length >= $target_length))),
asked AS NOT MATERIALIZED (
    SELECT *
    FROM participation AS p
    WHERE p.confidence >= $min_confidence
        AND ($event IS NULL OR p.verdict_id = $verdict)
        AND ($kind IS NULL OR p.kind = $kind)
        AND ($protocol IS NULL OR p.protocol = $protocol)
        AND ($scope IS NULL OR p.scope = $scope)
        AND ($address IS NULL OR p.address = $address::UHUGEINT)),
listed AS NOT MATERIALIZED (
    SELECT
        e.id, p.kind, p.protocol, p.scope, p.address, p.packets, p.octets, p.sampled_packets, p.first_ms, p.last_ms, p.confidence,
        p.exporter, p.interface, p.rule, p.detail, e.target, e.length, e.vectors, e.start_ms,
        $direction * CASE $order
            WHEN 'packets' THEN p.packets
            WHEN 'bytes' THEN p.octets
            WHEN 'first_seen' THEN p.first_ms
            WHEN 'last_seen' THEN p.last_ms
            WHEN 'confidence' THEN (p.confidence * 1000000)::BIGINT
        END AS sort_key
    FROM asked AS p
    JOIN chosen AS e USING (verdict_id)
    LEFT JOIN place AS pl ON pl.data_id = $placed AND pl.router = (p.kind = 4) AND pl.address = p.address
    WHERE ($country IS NULL OR pl.country = $country)
        AND ($province IS NULL OR pl.province = $province)
        AND ($operator IS NULL OR pl.operator = $operator)
        AND ($cloud IS NULL OR pl.cloud = $cloud)),
page AS (
    SELECT *
    FROM listed
    WHERE ($after_key IS NULL
            OR (sort_key <= $after_key
                AND (sort_key < $after_key
                    OR (id, address, kind, protocol, scope) > ($after_id, $after_address::UHUGEINT, $after_kind, $after_protocol, $after_scope))))
        AND ($order IS NULL OR sort_key >= (
            SELECT coalesce(min(sort_key), -9223372036854775807)
            FROM (SELECT sort_key FROM listed WHERE $long AND ($after_key IS NULL OR sort_key < $after_key) ORDER BY sort_key DESC LIMIT $limit)))
    ORDER BY
        sort_key DESC, CASE WHEN $order IS NULL THEN start_ms END, CASE WHEN $order IS NULL THEN target END, CASE WHEN $order IS NULL THEN length END, id,
        CASE WHEN $order IS NULL THEN kind END, CASE WHEN $order IS NULL THEN protocol END, CASE WHEN $order IS NULL THEN scope END, address, kind, protocol, scope
    LIMIT $limit)
SELECT
    p.id, p.kind, p.protocol, p.scope, p.address, p.packets, p.octets, p.sampled_packets, p.first_ms, p.last_ms, p.confidence,
    p.exporter, p.interface, p.rule, p.detail, p.target, p.length, p.vectors, pl.country, pl.province, pl.operator, pl.cloud, p.start_ms, p.sort_key,
    (SELECT count(*) FROM asked WHERE $placed IS NULL AND verdict_id IN (SELECT verdict_id FROM chosen)) + (SELECT count(*) FROM listed WHERE $placed IS NOT NULL)
FROM page AS p
LEFT JOIN place AS pl ON pl.data_id = $data AND pl.router = (p.kind = 4) AND pl.address = p.address
ORDER BY
    p.sort_key DESC, CASE WHEN $order IS NULL THEN p.start_ms END, CASE WHEN $order IS NULL THEN p.target END, CASE WHEN $order IS NULL THEN p.length END, p.id,
    CASE WHEN $order IS NULL THEN p.kind END, CASE WHEN $order IS NULL THEN p.protocol END, CASE WHEN $order IS NULL THEN p.scope END, p.address, p.kind, p.protocol, p.scope
