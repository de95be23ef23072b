SELECT country, count(*)
FROM period_resource
WHERE headline AND NOT home AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
GROUP BY country
ORDER BY count(*) DESC, country
