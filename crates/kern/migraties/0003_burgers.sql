-- Citizens who are logged in. The cookie holds the secret, this table only its hash. No register: it may be emptied.

CREATE TABLE burger_sessies (
    sleutel_hash TEXT NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    partij_id UUID NOT NULL,                -- who
    namens_partij_id UUID,                  -- whom they act for
    csrf TEXT NOT NULL,
    begonnen_op TEXT NOT NULL,
    laatst_gezien_op TEXT NOT NULL,
    verloopt_op TEXT NOT NULL
);
CREATE INDEX burger_sessies_verloopt ON burger_sessies (verloopt_op);
