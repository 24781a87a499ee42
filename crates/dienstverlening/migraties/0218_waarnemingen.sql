-- Programs of others that tell us something. The program holds a key, this table only its hash. A program stays when its key is gone: what it
-- told is its own, also with another key.
CREATE TABLE applicaties (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    naam TEXT NOT NULL,                 -- a code, such as brp
    sleutel_hash TEXT UNIQUE,           -- of its key; empty: it has none
    UNIQUE (organisatie_id, naam)
);

-- What a program of others saw: something that has to be passed on, a call, an invoice. Nothing personal: a number of whoever told it, codes,
-- moments, a figure.
CREATE TABLE waarnemingen (
    id UUID NOT NULL PRIMARY KEY,       -- follows from the application and its own number
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    applicatie_id UUID NOT NULL REFERENCES applicaties (id),
    kenmerk TEXT NOT NULL,              -- the number that it has there
    soort TEXT NOT NULL,                -- what it is, a code: persoonsgegevens-doorgeven
    over TEXT NOT NULL,                 -- about what, a code: belastingdienst; empty: nothing
    begonnen_op TEXT NOT NULL,          -- when it began
    klaar_op TEXT,                      -- when it was done
    cijfer BIGINT,                      -- a figure, such as the mark that somebody gave
    ingetrokken_op TEXT,                -- when it was said that there was nothing
    versie BIGINT NOT NULL,
    UNIQUE (applicatie_id, kenmerk)
);
