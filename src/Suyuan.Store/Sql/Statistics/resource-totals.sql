SELECT
    count(*) FILTER (headline), count(*) FILTER (headline AND home), count(*) FILTER (headline AND NOT home),
    count(*) FILTER (headline AND cloud IS NOT NULL), count(*) FILTER (headline AND home IS NULL), count(*) FILTER (NOT headline),
    count(*) FILTER (observed_packets > 0), count(*) FILTER (observed_packets = 1), count(*) FILTER (observed_packets = 2)
FROM period_resource
WHERE statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
