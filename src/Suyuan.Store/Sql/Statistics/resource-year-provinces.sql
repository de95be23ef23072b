-- Of the month's home resources that are in another month of the year too.
SELECT now.province, count(*)
FROM period_resource AS now
SEMI JOIN (
    SELECT protocol, scope, address FROM period_resource
    WHERE headline AND statistics <> $statistics AND statistics IN (SELECT unnest(string_split($periods, ',')::INTEGER[])) AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)) AS other
    USING (protocol, scope, address)
WHERE now.headline AND now.home AND now.statistics = $statistics AND now.kind = $kind AND ($protocol IS NULL OR now.protocol = $protocol) AND ($scope = 0 OR now.scope = $scope)
GROUP BY now.province
ORDER BY count(*) DESC, now.province NULLS LAST
