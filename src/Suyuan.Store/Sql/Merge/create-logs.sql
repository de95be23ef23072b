-- Logs that an earlier part has read to their end; rows name their log by the first sixteen digits of its digest.
CREATE OR REPLACE TEMP TABLE merge_log AS
SELECT left(p.sha256, 16) AS digest FROM part.input AS p JOIN input AS i USING (sha256) WHERE NOT p.withdrawn AND NOT i.withdrawn
