-- Programs of others that tell us something. The program holds a key, this table only its hash. A program stays when its key is gone: what it
-- told is its own, also with another key.
CREATE TABLE applicaties (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    naam TEXT NOT NULL,                 -- a code, such as brp
    sleutel_hash TEXT UNIQUE,           -- of its key; empty: it has none
    UNIQUE (organisatie_id, naam)
);

-- What was passed on to another organisation, or has to be. Nothing personal: a number of whoever told it, codes and moments.
CREATE TABLE verstrekkingen (
    id UUID NOT NULL PRIMARY KEY,       -- follows from the application and its own number
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    applicatie_id UUID NOT NULL REFERENCES applicaties (id),
    kenmerk TEXT NOT NULL,              -- the number that it has there
    onderwerp TEXT NOT NULL,            -- what was passed on, a code: persoonsgegevens
    afnemer TEXT NOT NULL,              -- to whom, a code: belastingdienst
    gewijzigd_op TEXT NOT NULL,         -- when there was something to pass on
    verstrekt_op TEXT,                  -- when it was passed on
    ingetrokken_op TEXT,                -- when it was said that there was nothing to pass on
    versie BIGINT NOT NULL,
    UNIQUE (applicatie_id, kenmerk)
);
