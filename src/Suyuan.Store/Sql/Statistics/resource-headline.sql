SELECT count(*)
FROM period_resource
WHERE headline AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
