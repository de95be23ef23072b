-- The targets whose verdicts are being saved.
CREATE TEMP TABLE IF NOT EXISTS judged (target UHUGEINT NOT NULL, length UTINYINT NOT NULL)
