-- All that the file holds; views among it are read as tables are.
SELECT table_name AS name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary
UNION
SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT temporary AND NOT internal
ORDER BY name
