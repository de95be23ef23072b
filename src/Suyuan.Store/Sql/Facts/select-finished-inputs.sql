SELECT sha256 FROM input WHERE NOT withdrawn
