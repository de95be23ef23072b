SELECT exporter, interface, role, prefixes, router, address, province, operator, name, contact, asn
FROM exporter_setting
ORDER BY exporter, interface NULLS FIRST
