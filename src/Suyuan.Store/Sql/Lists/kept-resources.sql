-- A page of a list that is kept: its view kept_list has the sort key as a column, so that the engine need not look where no larger one is. Filters as in resources.
WITH matching AS NOT MATERIALIZED (
    SELECT *
    FROM kept_list
    WHERE ($kind IS NULL OR kind = $kind)
        AND ($protocol IS NULL OR protocol = $protocol)
        AND ($scope IS NULL OR scope = $scope)
        AND ($country IS NULL OR country = $country)
        AND ($province IS NULL OR province = $province)
        AND ($operator IS NULL OR operator = $operator)
        AND ($cloud IS NULL OR cloud = $cloud))
SELECT
    kind, protocol, scope, address, country, province, operator, cloud, asn, first_ms, last_ms, events, packets, octets, confidence, sampled_packets, sort_key,
    (SELECT count(*) FROM matching)
FROM matching
WHERE $after_key IS NULL
    OR (sort_key <= $after_key AND (sort_key < $after_key OR (address, kind, protocol, scope) > ($after_address::UHUGEINT, $after_kind, $after_protocol, $after_scope)))
ORDER BY sort_key DESC, address, kind, protocol, scope
LIMIT $limit
