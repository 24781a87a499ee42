-- Counters behind the reports: kept by the follower `tellingen`, made again from the journal when lost.

CREATE TABLE tellingen (
    organisatie_id UUID NOT NULL,
    kwartaal TEXT NOT NULL,                 -- 2026-K3, by the civil date of the contact
    maat TEXT NOT NULL,                     -- what is counted: see rapportage/tellingen.rs
    sleutel TEXT NOT NULL,                  -- the channel, product, team, … that it is counted for
    sleutel2 TEXT NOT NULL,                 -- the second key where there is one, else empty
    aantal BIGINT NOT NULL,
    PRIMARY KEY (organisatie_id, kwartaal, maat, sleutel, sleutel2)
);

-- Callbacks that are still open, by when they were asked for: a handful, among all there have ever been.
CREATE INDEX internetaken_open ON internetaken (organisatie_id, status, aangemaakt_op);
