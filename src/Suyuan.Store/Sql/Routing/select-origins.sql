SELECT address, length, asn FROM route_origin
