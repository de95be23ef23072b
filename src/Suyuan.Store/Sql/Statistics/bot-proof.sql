SELECT
    count(*) FILTER (confidence >= $proven_confidence),
    count(*) FILTER (address IN (
        -- checked in with a controller that takes part in the same event
        SELECT b.address
        FROM participation AS b
        JOIN period_event AS e ON e.verdict_id = b.verdict_id AND e.statistics = $statistics AND e.basis = 0
        JOIN participation AS c ON c.verdict_id = b.verdict_id AND c.kind = 1 AND c.confidence >= $controller_confidence
        JOIN botnet_checkin AS k ON k.bot = b.address AND k.controller = c.address
        WHERE b.kind = 2 AND b.confidence >= $bot_confidence))
FROM period_resource
WHERE statistics = $statistics AND kind = 2 AND headline
