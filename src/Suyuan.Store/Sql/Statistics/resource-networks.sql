SELECT network, count(*)
FROM period_resource
WHERE headline AND home AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
GROUP BY network
ORDER BY count(*) DESC, network NULLS LAST
