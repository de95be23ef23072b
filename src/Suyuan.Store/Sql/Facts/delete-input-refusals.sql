DELETE FROM input_refusal WHERE sha256 = $sha256
