SELECT count(DISTINCT (protocol, scope, address))
FROM period_resource
WHERE headline AND statistics IN (SELECT unnest(string_split($periods, ',')::INTEGER[])) AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
