SELECT sha256, bytes FROM input WHERE NOT withdrawn
