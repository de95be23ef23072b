-- Rows do not say their domain: of the minutes of a shared capture those go in that the part saw beside it too, unless they are the capture's own.
INSERT INTO attack_minute
SELECT m.* REPLACE (m.commit_id + $commit AS commit_id, v.id AS vector)
FROM part.attack_minute AS m JOIN merge_vector AS v ON v.part_id = m.vector
WHERE NOT EXISTS (
        SELECT 1 FROM merge_segment AS g
        WHERE g.shared AND g.target = m.target AND g.length = m.length AND m.minute BETWEEN g.from_minute AND g.to_minute)
    OR (EXISTS (
            SELECT 1 FROM merge_segment AS g
            WHERE NOT g.shared AND g.target = m.target AND g.length = m.length AND m.minute BETWEEN g.from_minute AND g.to_minute)
        AND NOT EXISTS (
            SELECT 1 FROM attack_minute AS o
            WHERE o.target = m.target AND o.length = m.length AND o.vector = v.id AND o.minute = m.minute AND o.first_ms = m.first_ms
                AND o.last_ms = m.last_ms AND o.packets = m.packets AND o.octets = m.octets AND o.sampled_packets = m.sampled_packets))
