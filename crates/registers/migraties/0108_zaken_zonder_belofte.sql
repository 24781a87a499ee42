-- What a zaak promises is what its clocks say (servicenormen): work lists are in their order.
DROP INDEX zaken_open_team;
DROP INDEX zaken_open_medewerker;
DROP INDEX zaken_open;
ALTER TABLE zaken DROP COLUMN belofte;
ALTER TABLE zaken DROP COLUMN belofte_op;
ALTER TABLE zaken DROP COLUMN volgorde;
CREATE INDEX zaken_open_team ON zaken (organisatie_id, team_id, id) WHERE einddatum IS NULL;
CREATE INDEX zaken_open_medewerker ON zaken (organisatie_id, medewerker_id, id) WHERE einddatum IS NULL;
CREATE INDEX zaken_open ON zaken (organisatie_id, id) WHERE einddatum IS NULL;
