-- The engine packs 128-bit numbers into as few bits as they need, and takes 0.4 µs to unpack each: more than all other columns of a scan together. So the addresses of
-- the tables with millions of rows are stored as they are.

CREATE TABLE participation_plain (
    verdict_id BIGINT NOT NULL, kind UTINYINT NOT NULL, protocol VARCHAR NOT NULL, scope UTINYINT NOT NULL, address UHUGEINT NOT NULL USING COMPRESSION uncompressed,
    packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL, first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL,
    confidence DOUBLE NOT NULL, exporter UINTEGER, interface UINTEGER, rule VARCHAR NOT NULL, detail VARCHAR NOT NULL);
INSERT INTO participation_plain SELECT * FROM participation;
DROP TABLE participation;
ALTER TABLE participation_plain RENAME TO participation;

CREATE TABLE place_plain (
    data_id INTEGER NOT NULL, router BOOLEAN NOT NULL, address UHUGEINT NOT NULL USING COMPRESSION uncompressed, country VARCHAR, province VARCHAR, city VARCHAR,
    operator VARCHAR, cloud VARCHAR, asn UINTEGER NOT NULL, kind UTINYINT NOT NULL);
INSERT INTO place_plain SELECT * FROM place;
DROP TABLE place;
ALTER TABLE place_plain RENAME TO place;

CREATE TABLE source_evidence_plain (
    segment_id BIGINT NOT NULL, vector UTINYINT NOT NULL, exporter UINTEGER NOT NULL, interface UINTEGER NOT NULL,
    source UHUGEINT NOT NULL USING COMPRESSION uncompressed,
    first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL, packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL,
    signature_packets BIGINT NOT NULL, solicited_packets BIGINT NOT NULL, established_packets BIGINT NOT NULL, minutes INTEGER NOT NULL,
    min_ttl UTINYINT NOT NULL, max_ttl UTINYINT NOT NULL, source_port USMALLINT NOT NULL, history UTINYINT NOT NULL, two_way BOOLEAN DEFAULT FALSE);
INSERT INTO source_evidence_plain SELECT * FROM source_evidence;
DROP TABLE source_evidence;
ALTER TABLE source_evidence_plain RENAME TO source_evidence;

CREATE TABLE background_source_plain (background_id BIGINT NOT NULL, source UHUGEINT NOT NULL USING COMPRESSION uncompressed, packets BIGINT NOT NULL);
INSERT INTO background_source_plain SELECT * FROM background_source;
DROP TABLE background_source;
ALTER TABLE background_source_plain RENAME TO background_source;
