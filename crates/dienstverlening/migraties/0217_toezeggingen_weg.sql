-- The promises are kept by the follower `servicenormen` now, from the journal alone.
DROP TABLE toezeggingen;
