SELECT asn, organisation FROM sibling
