-- From the first part in any event that starts before the period's end to the last in the period, as participations count in period_resource.
WITH counted AS (
    SELECT protocol, scope, address, last_ms FROM period_resource
    WHERE headline AND statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)),
first AS (
    SELECT p.protocol, p.scope, p.address, min(p.first_ms) AS first_ms
    FROM participation AS p
    JOIN current_event AS e USING (verdict_id)
    SEMI JOIN counted AS c ON c.protocol = p.protocol AND c.scope = p.scope AND c.address = p.address
    WHERE p.kind = $kind AND p.confidence >= $confidence::DOUBLE AND e.start_ms < $to_ms AND (e.basis = 0 OR (e.basis = 1 AND p.kind = 1))
    GROUP BY p.protocol, p.scope, p.address),
life AS (
    SELECT greatest(c.last_ms - f.first_ms, 0) / 86400000.0::DOUBLE AS days
    FROM counted AS c JOIN first AS f USING (protocol, scope, address))
SELECT
    coalesce(median(days), 0)::DOUBLE,
    count(*) FILTER (days < $class1_days), count(*) FILTER (days >= $class1_days AND days < $class2_days),
    count(*) FILTER (days >= $class2_days AND days < $class3_days), count(*) FILTER (days >= $class3_days AND days < $class4_days),
    count(*) FILTER (days >= $class4_days)
FROM life
