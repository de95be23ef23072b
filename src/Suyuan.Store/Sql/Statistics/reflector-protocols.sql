SELECT protocol, count(*)
FROM period_resource
WHERE headline AND statistics = $statistics AND kind = 3
GROUP BY protocol
ORDER BY count(*) DESC, protocol
