-- Resources of the period's events seen in telemetry; controllers also of those known from orders alone. A participation counts from the
-- confidence that its kind's headline asks for; a router's rule is about packets (HeadlineRules). One of $parts parts, by a hash of the address; without the casts the
-- engine would divide numbers of 128 bits, which takes it a microsecond each.
INSERT INTO period_resource
WITH taken AS (
    SELECT
        p.kind, p.protocol, p.scope, p.address, p.packets, p.octets, p.sampled_packets, p.first_ms, p.last_ms, p.confidence,
        CASE WHEN e.sampling > 1 THEN p.sampled_packets ELSE 0 END AS observed_packets,
        -- Without the casts the parameters would take the type of the last branch, and the confidences be rounded to whole numbers.
        p.confidence >= CASE p.kind
            WHEN 1 THEN $controller_confidence::DOUBLE WHEN 2 THEN $bot_confidence::DOUBLE WHEN 3 THEN $reflector_confidence::DOUBLE
            ELSE 0::DOUBLE END AS counts
    FROM participation AS p
    JOIN period_event AS e USING (verdict_id)
    WHERE e.statistics = $statistics AND (e.basis = 0 OR (e.basis = 1 AND p.kind = 1)) AND hash(p.address) % $parts::UBIGINT = $part::UBIGINT),
resource AS (
    SELECT
        kind, protocol, scope, address,
        count(*) FILTER (counts) AS events,
        least(coalesce(sum(packets) FILTER (counts), 0), 9223372036854775807)::BIGINT AS packets,
        least(coalesce(sum(octets) FILTER (counts), 0), 9223372036854775807)::BIGINT AS octets,
        least(coalesce(sum(sampled_packets) FILTER (counts), 0), 9223372036854775807)::BIGINT AS sampled_packets,
        least(sum(observed_packets), 9223372036854775807)::BIGINT AS observed_packets,
        min(first_ms) FILTER (counts) AS first_ms,
        max(last_ms) FILTER (counts) AS last_ms,
        max(confidence) AS confidence,
        coalesce(max(sampled_packets) FILTER (counts), 0) AS most_sampled_packets,
        count(*) FILTER (counts AND sampled_packets >= $router_sampled_packets_of_two) AS events_of_two
    FROM taken
    GROUP BY kind, protocol, scope, address)
SELECT
    $statistics, r.kind, r.protocol, r.scope, r.address, r.events, r.packets, r.octets, r.sampled_packets, r.first_ms, r.last_ms,
    r.confidence,
    CASE r.kind
        WHEN 3 THEN r.events > 0 AND (r.sampled_packets >= $reflector_sampled_packets OR r.events >= $reflector_events)
        WHEN 4 THEN (r.most_sampled_packets >= $router_sampled_packets OR r.events_of_two >= 2) AND r.packets >= $router_packets
        ELSE r.events > 0 END,
    CASE WHEN r.kind = 4 THEN true ELSE pl.country = $home END,
    pl.country, pl.province, coalesce(pl.cloud, pl.operator), pl.operator, pl.cloud, nullif(pl.asn, 0), r.observed_packets
FROM resource AS r
LEFT JOIN place AS pl ON pl.data_id = $data AND pl.router = (r.kind = 4) AND pl.address = r.address
