-- Devices on which somebody logged in before: guessing somewhere else does not hold them up. The cookie holds the secret, this
-- table only its hash; several people may use one device.
CREATE TABLE toestellen (
    sleutel_hash TEXT NOT NULL,
    medewerker_id UUID NOT NULL REFERENCES medewerkers (id),
    gezien_op TEXT NOT NULL,                -- when they last logged in on it
    PRIMARY KEY (sleutel_hash, medewerker_id)
);
CREATE INDEX toestellen_gezien ON toestellen (gezien_op);
