-- TCP endpoints that sources of an attack were in contact with, by segment: the minute that says most of each. What its counts mean: SharedContact.
CREATE TABLE shared_contact (
    segment_id BIGINT NOT NULL, peer UHUGEINT NOT NULL, port USMALLINT NOT NULL, minute BIGINT NOT NULL, bots INTEGER NOT NULL, sources INTEGER NOT NULL,
    visitors INTEGER NOT NULL, hosts INTEGER NOT NULL, hostile_visitors INTEGER NOT NULL, hostile_hosts INTEGER NOT NULL, endpoints INTEGER NOT NULL,
    slots INTEGER NOT NULL, slots_since INTEGER NOT NULL, first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL);
