-- In this period and, with it, in at least so many of the periods.
WITH periods AS (SELECT unnest(string_split($periods, ',')::INTEGER[]) AS number),
seen AS (
    SELECT protocol, scope, address, bool_or(statistics = $statistics) AS now, count(*) AS times
    FROM period_resource
    WHERE headline AND statistics IN (SELECT number FROM periods) AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
    GROUP BY protocol, scope, address)
SELECT count(*) FROM seen WHERE now AND times >= $times
