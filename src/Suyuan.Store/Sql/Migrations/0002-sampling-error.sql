-- What sampling leaves uncertain of an event. Of verdicts written before, the range is null and nothing is said of hidden resources.

ALTER TABLE event ADD COLUMN packets_low BIGINT;
ALTER TABLE event ADD COLUMN packets_high BIGINT;
ALTER TABLE event ADD COLUMN octets_low BIGINT;
ALTER TABLE event ADD COLUMN octets_high BIGINT;

-- once, twice: of the resources seen, those with one and two observed packets.
CREATE TABLE event_seen (
    verdict_id BIGINT NOT NULL, kind UTINYINT NOT NULL, protocol VARCHAR NOT NULL, seen BIGINT NOT NULL, once BIGINT NOT NULL, twice BIGINT NOT NULL);

-- A view knows the columns that its tables had when it was made.
CREATE OR REPLACE VIEW current_event AS
SELECT * EXCLUDE (newest)
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY revision DESC) AS newest FROM event)
WHERE newest = 1 AND NOT retracted;
