-- The auditor asks what somebody did, and what happened in a period.

CREATE INDEX gebeurtenissen_medewerker ON gebeurtenissen (organisatie_id, medewerker_id, volgnummer);
CREATE INDEX gebeurtenissen_vastgelegd ON gebeurtenissen (organisatie_id, vastgelegd_op);
