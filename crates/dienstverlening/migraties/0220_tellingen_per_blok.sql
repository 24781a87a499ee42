-- Counts are kept apart by blocks of the journal, so that what stood at any place in it is a sum of blocks and a part of one. The
-- follower makes them again.
DROP TABLE tellingen;
CREATE TABLE tellingen (
    organisatie_id UUID NOT NULL,
    maat TEXT NOT NULL,                     -- what is counted: Maat in rapportage/tellingen.rs
    kwartaal TEXT NOT NULL,                 -- 2026-K3, by the civil date of the contact
    sleutel TEXT NOT NULL,                  -- the channel, product, team, … that it is counted for
    sleutel2 TEXT NOT NULL,                 -- the second key where there is one, else empty
    blok BIGINT NOT NULL,                   -- in which block of the journal it was told
    aantal BIGINT NOT NULL,                 -- what that block adds
    PRIMARY KEY (organisatie_id, maat, kwartaal, sleutel, sleutel2, blok)
);
-- The callbacks that are still open are counted too.
DROP INDEX internetaken_open;
