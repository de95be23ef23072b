INSERT INTO input_refusal SELECT * FROM part.input_refusal WHERE sha256 NOT IN (SELECT sha256 FROM input)
