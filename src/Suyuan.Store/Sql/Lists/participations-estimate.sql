-- Without a look at any.
SELECT coalesce(max(estimated_size), 0)::BIGINT FROM duckdb_tables() WHERE database_name = current_database() AND table_name = 'participation' AND NOT temporary
