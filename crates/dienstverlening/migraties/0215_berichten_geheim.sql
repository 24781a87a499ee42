-- The code in a message stands beside its text, and only until it has been sent: who reads the database finds none.

ALTER TABLE berichten ADD COLUMN geheim TEXT; -- what stands in the place of ●●●●●●●● when it is sent
CREATE INDEX berichten_geheim ON berichten (afspraak_id) WHERE geheim IS NOT NULL;
