-- A page of a list that is kept: kept_list is its view. Order and filters as in resources; all columns are read for the rows of the page alone.
WITH matching AS NOT MATERIALIZED (
    SELECT
        row, kind, protocol, scope, address,
        $direction * CASE $order
            WHEN 'events' THEN events
            WHEN 'packets' THEN packets
            WHEN 'bytes' THEN octets
            WHEN 'first_seen' THEN first_ms
            WHEN 'last_seen' THEN last_ms
            WHEN 'confidence' THEN (confidence * 1000000)::BIGINT
        END AS sort_key
    FROM kept_list
    WHERE ($kind IS NULL OR kind = $kind)
        AND ($protocol IS NULL OR protocol = $protocol)
        AND ($scope IS NULL OR scope = $scope)
        AND ($country IS NULL OR country = $country)
        AND ($province IS NULL OR province = $province)
        AND ($operator IS NULL OR operator = $operator)
        AND ($cloud IS NULL OR cloud = $cloud)),
page AS (
    SELECT *
    FROM matching
    WHERE $after_key IS NULL OR sort_key < $after_key
        OR (sort_key = $after_key AND (address, kind, protocol, scope) > ($after_address::UHUGEINT, $after_kind, $after_protocol, $after_scope))
    ORDER BY sort_key DESC, address, kind, protocol, scope
    LIMIT $limit)
SELECT
    r.kind, r.protocol, r.scope, r.address, r.country, r.province, r.operator, r.cloud, r.asn, r.first_ms, r.last_ms,
    r.events, r.packets, r.octets, r.confidence, r.sampled_packets, p.sort_key, (SELECT count(*) FROM matching)
FROM page AS p JOIN kept_list AS r USING (row)
ORDER BY p.sort_key DESC, p.address, p.kind, p.protocol, p.scope
