-- What others say of addresses: lists of controllers, alerts of detection systems, sinkholes, scans.
-- kind: 1 controller, 2 bot, 3 exposed reflector. basis: 1 feed, 2 alert, 3 sinkhole, 4 scan, 5 attack seen. Either address or name is set.
-- peer: the host in contact, the sinkhole called, the target attacked.
CREATE TABLE indicator (
    commit_id BIGINT NOT NULL, kind UTINYINT NOT NULL, basis UTINYINT NOT NULL, address UHUGEINT, name VARCHAR, port USMALLINT, service VARCHAR NOT NULL,
    peer UHUGEINT, feed VARCHAR NOT NULL, first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL, times BIGINT NOT NULL, family VARCHAR, confidence UTINYINT,
    source VARCHAR NOT NULL);
