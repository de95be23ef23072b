SELECT x.key, count(DISTINCT s.minute), max(s.sampling), least(sum(s.records), 9223372036854775807)::BIGINT AS records
FROM settled AS s JOIN exporter AS x ON x.id = s.exporter
WHERE s.minute * 60000 >= $from_ms AND s.minute * 60000 < $to_ms
GROUP BY x.key
ORDER BY records DESC, x.key
