SELECT
    kind, protocol, scope, address, country, province, operator, cloud, asn, first_ms, last_ms, events, packets, octets, confidence, sampled_packets
FROM period_resource
WHERE headline AND statistics = $statistics
    AND ($kind IS NULL OR kind = $kind)
    AND ($protocol IS NULL OR protocol = $protocol)
    AND ($scope IS NULL OR scope = $scope)
    AND ($home IS NULL OR home = $home)
    AND ($address IS NULL OR address = $address::UHUGEINT)
    AND ($country IS NULL OR country = $country)
    AND ($province IS NULL OR province = $province)
    AND ($operator IS NULL OR operator = $operator)
    AND ($cloud IS NULL OR cloud = $cloud)
ORDER BY events DESC, packets DESC, address, kind, protocol, scope
LIMIT $limit
