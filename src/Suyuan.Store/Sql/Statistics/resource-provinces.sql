SELECT province, count(*)
FROM period_resource
WHERE headline AND home AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
GROUP BY province
ORDER BY count(*) DESC, province NULLS LAST
