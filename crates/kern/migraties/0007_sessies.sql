-- Sessions with a name of their own, so that their owner can see and end them. Made anew: everybody logs in again.

DROP TABLE sessies;
CREATE TABLE sessies (
    sleutel_hash TEXT NOT NULL PRIMARY KEY, -- of the secret in the cookie
    id UUID NOT NULL UNIQUE,                -- by which its owner ends it
    medewerker_id UUID NOT NULL REFERENCES medewerkers (id),
    browser TEXT NOT NULL,                  -- JSON: which browser on what, as its owner recognises it
    csrf TEXT NOT NULL,
    begonnen_op TEXT NOT NULL,
    laatst_gezien_op TEXT NOT NULL,
    verloopt_op TEXT NOT NULL
);
CREATE INDEX sessies_verloopt ON sessies (verloopt_op);
CREATE INDEX sessies_medewerker ON sessies (medewerker_id);

-- Set by somebody else: good for one log-in, in which its owner chooses their own.
ALTER TABLE medewerkers ADD COLUMN wachtwoord_tijdelijk BOOLEAN;
