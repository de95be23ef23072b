-- Routing knowledge that the operator gave: the last routing table and the last file of siblings. kind: 1 table, 2 siblings.
CREATE TABLE routing_source (
    kind UTINYINT NOT NULL, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, dumped_at BIGINT, read_at BIGINT NOT NULL, rows BIGINT NOT NULL, refused BIGINT NOT NULL);
-- asn: null where the collector's own network announces the prefix.
CREATE TABLE route_origin (address UHUGEINT NOT NULL, length UTINYINT NOT NULL, asn UINTEGER);
-- far stands behind near on some path.
CREATE TABLE route_neighbour (near UINTEGER NOT NULL, far UINTEGER NOT NULL);
CREATE TABLE sibling (asn UINTEGER NOT NULL, organisation VARCHAR NOT NULL);

-- AS of the neighbour behind an interface; 0 = not told.
ALTER TABLE exporter_setting ADD COLUMN asn UINTEGER DEFAULT 0;

-- Hosts of the source's network held TCP conversations through the interface in the day before.
ALTER TABLE source_evidence ADD COLUMN two_way BOOLEAN DEFAULT FALSE;
