-- Times are Unix milliseconds, minutes whole minutes since the epoch, both UTC. Addresses are their 128-bit form (IPv4 mapped), a prefix is
-- its first address and its length in that form. No keys on the large tables: an index would slow every append.

CREATE TABLE store_info (key VARCHAR NOT NULL, created_at BIGINT NOT NULL);

-- Names that recur in millions of rows.
CREATE TABLE exporter (id UINTEGER NOT NULL, key VARCHAR NOT NULL);
CREATE TABLE vector (id UTINYINT NOT NULL, token VARCHAR NOT NULL);

-- What the operator told of exporters (exporters.csv); interface null = the whole exporter.
CREATE TABLE exporter_setting (
    exporter VARCHAR NOT NULL, interface UINTEGER, role UTINYINT NOT NULL, prefixes VARCHAR NOT NULL, router VARCHAR, address UHUGEINT,
    province VARCHAR, operator VARCHAR, name VARCHAR, contact VARCHAR);

-- Facts ------------------------------------------------------------------------------------------------------------------------------

-- from_minute, to_minute: the minutes that the commit made final; null where it made none.
CREATE TABLE commit_log (commit_id BIGINT NOT NULL, written_at BIGINT NOT NULL, from_minute BIGINT, to_minute BIGINT);

-- One row per commit that brought facts of the target, until a verdict has seen them.
CREATE TABLE stale_target (commit_id BIGINT NOT NULL, target UHUGEINT NOT NULL, length UTINYINT NOT NULL);

CREATE TABLE settled (
    commit_id BIGINT NOT NULL, exporter UINTEGER NOT NULL, minute BIGINT NOT NULL, records BIGINT NOT NULL, sampling UINTEGER NOT NULL);

-- withdrawn: its facts were retracted, so that it may be ingested again.
CREATE TABLE input (
    commit_id BIGINT NOT NULL, sha256 VARCHAR NOT NULL, name VARCHAR NOT NULL, path VARCHAR NOT NULL, format VARCHAR NOT NULL,
    bytes BIGINT NOT NULL, from_ms BIGINT, to_ms BIGINT, records BIGINT NOT NULL, records_used BIGINT NOT NULL, simulated BOOLEAN NOT NULL,
    ingested_at BIGINT NOT NULL, withdrawn BOOLEAN NOT NULL);

CREATE TABLE input_refusal (sha256 VARCHAR NOT NULL, reason VARCHAR NOT NULL, records BIGINT NOT NULL);

CREATE TABLE attack_minute (
    commit_id BIGINT NOT NULL, target UHUGEINT NOT NULL, length UTINYINT NOT NULL, vector UTINYINT NOT NULL, minute BIGINT NOT NULL,
    first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL, packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL,
    sources INTEGER NOT NULL, peak_packets BIGINT NOT NULL, peak_bits BIGINT NOT NULL, peak_seconds INTEGER NOT NULL,
    triggered BOOLEAN NOT NULL, hosts INTEGER NOT NULL, sampling UINTEGER NOT NULL, trimmed BIGINT NOT NULL,
    possible_duplicates BOOLEAN NOT NULL);

-- sources: rows of source_evidence, to read targets in portions of bounded size.
CREATE TABLE segment (
    segment_id BIGINT NOT NULL, commit_id BIGINT NOT NULL, target UHUGEINT NOT NULL, length UTINYINT NOT NULL, from_minute BIGINT NOT NULL,
    to_minute BIGINT NOT NULL, sources BIGINT NOT NULL);

CREATE TABLE component_totals (
    segment_id BIGINT NOT NULL, vector UTINYINT NOT NULL, exporter UINTEGER NOT NULL, interface UINTEGER NOT NULL, first_ms BIGINT NOT NULL,
    last_ms BIGINT NOT NULL, packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL, sources_kept BIGINT NOT NULL,
    sample_shift INTEGER NOT NULL, sampling UINTEGER NOT NULL, duplicate BOOLEAN NOT NULL);

CREATE TABLE source_evidence (
    segment_id BIGINT NOT NULL, vector UTINYINT NOT NULL, exporter UINTEGER NOT NULL, interface UINTEGER NOT NULL, source UHUGEINT NOT NULL,
    first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL, packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL,
    signature_packets BIGINT NOT NULL, solicited_packets BIGINT NOT NULL, established_packets BIGINT NOT NULL, minutes INTEGER NOT NULL,
    min_ttl UTINYINT NOT NULL, max_ttl UTINYINT NOT NULL, source_port USMALLINT NOT NULL, history UTINYINT NOT NULL);

CREATE TABLE interface_background (
    background_id BIGINT NOT NULL, commit_id BIGINT NOT NULL, exporter UINTEGER NOT NULL, interface UINTEGER NOT NULL,
    sampled_packets BIGINT NOT NULL, sample_shift INTEGER NOT NULL);

CREATE TABLE background_source (background_id BIGINT NOT NULL, source UHUGEINT NOT NULL, packets BIGINT NOT NULL);

CREATE TABLE botnet_command (
    commit_id BIGINT NOT NULL, time_ms BIGINT NOT NULL, controller UHUGEINT NOT NULL, port USMALLINT, family VARCHAR, target UHUGEINT,
    length UTINYINT, target_name VARCHAR, method VARCHAR, duration INTEGER, source VARCHAR NOT NULL);

CREATE TABLE botnet_checkin (
    commit_id BIGINT NOT NULL, time_ms BIGINT NOT NULL, controller UHUGEINT NOT NULL, port USMALLINT, family VARCHAR, bot UHUGEINT NOT NULL,
    source VARCHAR NOT NULL);

CREATE TABLE sensor_sighting (
    commit_id BIGINT NOT NULL, time_ms BIGINT NOT NULL, sensor VARCHAR NOT NULL, protocol VARCHAR NOT NULL, victim UHUGEINT NOT NULL,
    port USMALLINT, packets BIGINT NOT NULL, source VARCHAR NOT NULL);

-- Verdicts ---------------------------------------------------------------------------------------------------------------------------

-- A verdict is one revision of one event with all that belongs to it. digest: over the event, its bursts, participations and components,
-- so that an unchanged event is not written again.
CREATE TABLE event (
    verdict_id BIGINT NOT NULL, id VARCHAR NOT NULL, revision INTEGER NOT NULL, written_at BIGINT NOT NULL, retracted BOOLEAN NOT NULL,
    digest VARCHAR NOT NULL, target UHUGEINT NOT NULL, length UTINYINT NOT NULL, start_ms BIGINT NOT NULL, end_ms BIGINT NOT NULL,
    vectors VARCHAR NOT NULL, bursts INTEGER NOT NULL, packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL,
    peak_packets BIGINT NOT NULL, peak_bits BIGINT NOT NULL, peak_seconds INTEGER NOT NULL, basis UTINYINT NOT NULL,
    sampling UINTEGER NOT NULL, hosts INTEGER NOT NULL, trimmed BIGINT NOT NULL, possible_duplicates BOOLEAN NOT NULL);

CREATE TABLE event_burst (verdict_id BIGINT NOT NULL, start_ms BIGINT NOT NULL, end_ms BIGINT NOT NULL);

-- exporter, interface: null where the evidence is no flow.
CREATE TABLE participation (
    verdict_id BIGINT NOT NULL, kind UTINYINT NOT NULL, protocol VARCHAR NOT NULL, scope UTINYINT NOT NULL, address UHUGEINT NOT NULL,
    packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL, first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL,
    confidence DOUBLE NOT NULL, exporter UINTEGER, interface UINTEGER, rule VARCHAR NOT NULL, detail VARCHAR NOT NULL);

CREATE TABLE component (
    verdict_id BIGINT NOT NULL, exporter UINTEGER NOT NULL, interface UINTEGER NOT NULL, class UTINYINT NOT NULL, packets BIGINT NOT NULL,
    sampled_packets BIGINT NOT NULL, rule VARCHAR NOT NULL, detail VARCHAR NOT NULL);

-- Places -----------------------------------------------------------------------------------------------------------------------------

-- written_at: when it was last used to place addresses.
CREATE TABLE address_data (id INTEGER NOT NULL, version VARCHAR NOT NULL, written_at BIGINT NOT NULL);

-- router: the place of a router, where the operator's own word wins; the same address as anything else has a row of its own.
CREATE TABLE place (
    data_id INTEGER NOT NULL, router BOOLEAN NOT NULL, address UHUGEINT NOT NULL, country VARCHAR, province VARCHAR, city VARCHAR,
    operator VARCHAR, cloud VARCHAR, asn UINTEGER NOT NULL, kind UTINYINT NOT NULL);

-- What readers see -------------------------------------------------------------------------------------------------------------------

CREATE VIEW current_event AS
SELECT * EXCLUDE (newest)
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY revision DESC) AS newest FROM event)
WHERE newest = 1 AND NOT retracted;

CREATE VIEW current_participation AS
SELECT e.id AS event_id, p.* FROM participation AS p JOIN current_event AS e USING (verdict_id);

CREATE VIEW current_component AS
SELECT e.id AS event_id, c.* FROM component AS c JOIN current_event AS e USING (verdict_id);
