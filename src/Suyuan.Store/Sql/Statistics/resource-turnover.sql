-- New, and vanished, against the period whose statistics are $before.
WITH now AS (
    SELECT protocol, scope, address FROM period_resource
    WHERE headline AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)),
before AS (
    SELECT protocol, scope, address FROM period_resource
    WHERE headline AND statistics = $before AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope))
SELECT
    (SELECT count(*) FROM now ANTI JOIN before USING (protocol, scope, address)),
    (SELECT count(*) FROM before ANTI JOIN now USING (protocol, scope, address))
