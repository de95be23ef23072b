SELECT r.reason, least(sum(r.records), 9223372036854775807)::BIGINT AS records
FROM input_refusal AS r JOIN input AS i USING (sha256)
WHERE NOT i.withdrawn AND i.from_ms < $to_ms AND i.to_ms >= $from_ms
GROUP BY r.reason
HAVING sum(r.records) > 0
ORDER BY records DESC, r.reason
