SELECT exporter, minute, sum(records)::BIGINT, max(sampling) FROM settled GROUP BY exporter, minute ORDER BY exporter, minute
