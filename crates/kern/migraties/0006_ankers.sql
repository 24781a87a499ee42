-- Ends of the journal's chain, signed with a key that lies outside the database: what stood before one cannot be changed any more
-- without it showing, as long as the key is safe. The newest ones also stand outside (docs/operations.md).
CREATE TABLE ankers (
    volgnummer BIGINT NOT NULL PRIMARY KEY, -- the newest gebeurtenis at that moment
    keten TEXT NOT NULL,                    -- its link
    gezet_op TEXT NOT NULL,
    sleutel TEXT NOT NULL,                  -- the public key (Ed25519), base64
    handtekening TEXT NOT NULL              -- base64
);
