SELECT address, province, network, events, packets, confidence
FROM period_resource
WHERE headline AND home AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
ORDER BY events DESC, packets DESC, address, protocol, scope
LIMIT $limit
