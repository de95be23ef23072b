-- Of the headlines of both periods, $before the number of the other's statistics.
SELECT count(*)
FROM period_resource AS now
SEMI JOIN (SELECT kind, protocol, scope, address FROM period_resource WHERE headline AND statistics = $before) AS other
    ON other.kind = now.kind AND other.protocol = now.protocol AND other.scope = now.scope AND other.address = now.address
WHERE headline AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
