-- An appointment that anybody can ask for stands once it has been confirmed with the code in its mail; else its place falls free.

ALTER TABLE afspraken ADD COLUMN bevestigen_voor TEXT; -- empty: it stands
ALTER TABLE afspraken ADD COLUMN bevestig_hash TEXT;   -- SHA-256 of the code in that mail, as code_hash
CREATE INDEX afspraken_bevestigen ON afspraken (bevestigen_voor);
CREATE INDEX afspraken_bevestigcode ON afspraken (organisatie_id, bevestig_hash);
