SELECT exporter, minute, least(sum(records), 9223372036854775807)::BIGINT, max(sampling) FROM settled GROUP BY exporter, minute ORDER BY exporter, minute
