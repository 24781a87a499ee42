-- The kiosks of the desks: which devices may report visitors. The device holds a secret in a cookie, this table only its hash.
CREATE TABLE zuilen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    balie TEXT NOT NULL,                -- code
    naam TEXT NOT NULL,                 -- where it stands, in words
    code_hash TEXT,                     -- of the code that links a device, while it waits for one
    code_geldig_tot TEXT,               -- until when
    sleutel_hash TEXT,                  -- of the secret of the device that is linked
    gekoppeld_op TEXT                   -- since when
);
CREATE INDEX zuilen_organisatie ON zuilen (organisatie_id, naam, id);
