SELECT kind, basis, address, name, port, service, peer, feed, first_ms, last_ms, times, family, confidence, source
FROM indicator
WHERE kind = $kind AND last_ms >= $from_ms AND first_ms < $to_ms
ORDER BY address, name, first_ms, feed, peer, source
