-- The targets whose facts are read next.
CREATE TEMP TABLE IF NOT EXISTS portion (target UHUGEINT NOT NULL, length UTINYINT NOT NULL)
