SELECT token FROM vector ORDER BY id
