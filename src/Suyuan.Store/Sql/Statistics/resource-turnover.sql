-- Of the period's resources: those of the headline before, and those of the headlines of $times periods before. What has vanished is of the period before.
SELECT count(*) FILTER (before), count(*) FILTER (times >= $times)
FROM period_past
WHERE statistics = $statistics AND kind = $kind AND ($protocol IS NULL OR protocol = $protocol) AND ($scope = 0 OR scope = $scope)
