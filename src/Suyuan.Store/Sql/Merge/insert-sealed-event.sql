INSERT INTO sealed_event SELECT * FROM part.sealed_event
