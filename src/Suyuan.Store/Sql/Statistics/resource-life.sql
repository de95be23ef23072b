-- From the first part in any event that starts before the period's end to the last in the period, as participations count in period_resource.
WITH past AS (
    SELECT protocol, scope, address, first_ms FROM period_past
    WHERE statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)),
life AS (
    SELECT greatest(r.last_ms - least(r.first_ms, p.first_ms), 0) / 86400000.0::DOUBLE AS days
    FROM period_resource AS r LEFT JOIN past AS p USING (protocol, scope, address)
    WHERE r.headline AND r.statistics = $statistics AND r.kind = $kind AND ($protocol IS NULL OR r.protocol = $protocol) AND ($scope = 0 OR r.scope = $scope))
SELECT
    coalesce(median(days), 0)::DOUBLE,
    count(*) FILTER (days < $class1_days), count(*) FILTER (days >= $class1_days AND days < $class2_days),
    count(*) FILTER (days >= $class2_days AND days < $class3_days), count(*) FILTER (days >= $class3_days AND days < $class4_days),
    count(*) FILTER (days >= $class4_days)
FROM life
