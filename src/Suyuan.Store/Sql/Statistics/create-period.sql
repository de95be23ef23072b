-- What a period's statistics share; several periods may be open, each with its own number.

-- Quarter hours since the epoch to days of the home's zone: every zone's days begin on a quarter hour.
CREATE TEMP TABLE IF NOT EXISTS period_clock (statistics INTEGER NOT NULL, quarter_hour BIGINT NOT NULL, day DATE NOT NULL);

CREATE TEMP TABLE IF NOT EXISTS period_event (
    statistics INTEGER NOT NULL, verdict_id BIGINT NOT NULL, id VARCHAR NOT NULL, target UHUGEINT NOT NULL, length UTINYINT NOT NULL,
    start_ms BIGINT NOT NULL, end_ms BIGINT NOT NULL, vectors VARCHAR NOT NULL, bursts INTEGER NOT NULL, packets BIGINT NOT NULL,
    octets BIGINT NOT NULL, peak_packets BIGINT NOT NULL, peak_bits BIGINT NOT NULL, peak_seconds INTEGER NOT NULL, basis UTINYINT NOT NULL,
    sampling UINTEGER NOT NULL, packets_low BIGINT NOT NULL, packets_high BIGINT NOT NULL, octets_low BIGINT NOT NULL, octets_high BIGINT NOT NULL);

-- events … last_ms: of the participations that count; confidence: the highest of all.
-- observed_packets: of all participations, in events whose packets were sampled.
-- home: null where the country is unknown.
CREATE TEMP TABLE IF NOT EXISTS period_resource (
    statistics INTEGER NOT NULL, kind UTINYINT NOT NULL, protocol VARCHAR NOT NULL, scope UTINYINT NOT NULL, address UHUGEINT NOT NULL,
    events BIGINT NOT NULL, packets BIGINT NOT NULL, octets BIGINT NOT NULL, sampled_packets BIGINT NOT NULL, first_ms BIGINT, last_ms BIGINT,
    confidence DOUBLE NOT NULL, headline BOOLEAN NOT NULL, home BOOLEAN, country VARCHAR, province VARCHAR, network VARCHAR, operator VARCHAR,
    cloud VARCHAR, asn UINTEGER, observed_packets BIGINT NOT NULL);

-- Of the period's headline resources that were there before it: whether in the headline of the period before, in how many of the periods compared, and the beginning of the
-- first participation that counts.
CREATE TEMP TABLE IF NOT EXISTS period_past (
    statistics INTEGER NOT NULL, kind UTINYINT NOT NULL, protocol VARCHAR NOT NULL, scope UTINYINT NOT NULL, address UHUGEINT NOT NULL,
    before BOOLEAN NOT NULL, times BIGINT NOT NULL, first_ms BIGINT);
