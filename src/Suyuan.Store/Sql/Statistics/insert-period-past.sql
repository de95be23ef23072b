-- From the tables of the $earlier periods, of which $compared are compared and $before is the last; and, of what lies before all of them, from the participations.
INSERT INTO period_past
WITH seen AS (
    SELECT
        kind, protocol, scope, address, headline AND statistics = $before AS before,
        headline AND statistics IN (SELECT unnest(string_split($compared, ',')::INTEGER[])) AS compared, first_ms
    FROM period_resource
    WHERE statistics IN (SELECT unnest(string_split($earlier, ',')::INTEGER[]))
    UNION ALL
    SELECT p.kind, p.protocol, p.scope, p.address, false, false, p.first_ms
    FROM participation AS p
    JOIN current_event AS e USING (verdict_id)
    WHERE e.start_ms < $before_ms AND (e.basis = 0 OR (e.basis = 1 AND p.kind = 1))
        AND p.confidence >= CASE p.kind
            WHEN 1 THEN $controller_confidence::DOUBLE WHEN 2 THEN $bot_confidence::DOUBLE WHEN 3 THEN $reflector_confidence::DOUBLE
            ELSE 0::DOUBLE END)
SELECT $statistics, s.kind, s.protocol, s.scope, s.address, bool_or(s.before), count(*) FILTER (s.compared), min(s.first_ms)
FROM seen AS s
SEMI JOIN (SELECT kind, protocol, scope, address FROM period_resource WHERE headline AND statistics = $statistics) AS now
    ON now.kind = s.kind AND now.protocol = s.protocol AND now.scope = s.scope AND now.address = s.address
GROUP BY s.kind, s.protocol, s.scope, s.address
