-- earlier: other targets whose attackers shared the endpoint by then, within thirty days. Targets that overlap in address are one attack seen twice: not counted.
WITH mine AS (
    SELECT c.*, g.target, g.length
    FROM shared_contact AS c JOIN segment AS g USING (segment_id) JOIN portion AS p USING (target, length)),
earlier AS (
    SELECT m.segment_id, m.peer, m.port, count(DISTINCT (og.target, og.length)) AS targets
    FROM mine AS m
    JOIN shared_contact AS o ON o.peer = m.peer AND o.port = m.port AND o.minute <= m.minute AND o.minute >= m.minute - 43200
    JOIN segment AS og ON og.segment_id = o.segment_id
    WHERE og.target <> m.target
    GROUP BY m.segment_id, m.peer, m.port)
SELECT
    m.segment_id, m.peer, m.port, m.minute, m.bots, m.sources, m.visitors, m.hosts, m.hostile_visitors, m.hostile_hosts, m.endpoints, m.slots, m.slots_since,
    m.first_ms, m.last_ms, coalesce(e.targets, 0)::INTEGER
FROM mine AS m LEFT JOIN earlier AS e USING (segment_id, peer, port)
ORDER BY m.segment_id, m.peer, m.port
