-- Events whose facts may have gone by retention: their verdicts stand, whatever comes later.
CREATE TABLE sealed_event (event_id VARCHAR NOT NULL, sealed_at BIGINT NOT NULL);
