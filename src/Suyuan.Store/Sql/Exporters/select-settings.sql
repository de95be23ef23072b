SELECT exporter, interface, role, prefixes, router, address, province, operator, name, contact
FROM exporter_setting
ORDER BY exporter, interface NULLS FIRST
