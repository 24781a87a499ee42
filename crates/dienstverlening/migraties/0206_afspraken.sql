-- Appointments at a desk, the places they take, and the people who are there: with an appointment or without.

CREATE TABLE afspraken (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    nummer TEXT NOT NULL,                   -- as people know it
    code_hash TEXT NOT NULL,                -- SHA-256 of the code that moves or cancels it, with the organisation; the code itself is in the mail only
    balie TEXT NOT NULL,                    -- code from balies.toml
    producten TEXT NOT NULL,                -- JSON: list of codes of products
    begint_op TEXT NOT NULL,
    eindigt_op TEXT NOT NULL,
    status TEXT NOT NULL,                   -- gepland, afgezegd, verschenen, niet-verschenen, afgerond
    naam TEXT NOT NULL,
    e_mail TEXT NOT NULL,                   -- empty: told by phone or at the desk only
    telefoon TEXT NOT NULL,                 -- as typed; may be empty
    partij_id UUID,                         -- who it is for, when known beyond this appointment
    taal TEXT NOT NULL,                     -- nl, en: of the messages about it
    kanaal TEXT NOT NULL,                   -- code: over which channel it was made
    gemaakt_op TEXT NOT NULL,
    verzet BIGINT NOT NULL,                 -- how often it was moved: the SEQUENCE of its calendar file
    herinnering_op TEXT,                    -- when its reminder is due; empty: sent, or none
    versie BIGINT NOT NULL,                 -- raised by each change
    UNIQUE (organisatie_id, nummer)
);
CREATE INDEX afspraken_dag ON afspraken (organisatie_id, balie, begint_op);
CREATE INDEX afspraken_code ON afspraken (organisatie_id, code_hash);
CREATE INDEX afspraken_partij ON afspraken (organisatie_id, partij_id, begint_op);
CREATE INDEX afspraken_herinnering ON afspraken (herinnering_op);
CREATE INDEX afspraken_status ON afspraken (status, eindigt_op);

-- A place of a quarter of an hour is taken by one appointment: the primary key is what keeps two people from taking the same.
CREATE TABLE afspraak_plekken (
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    balie TEXT NOT NULL,
    kwartier TEXT NOT NULL,                 -- the instant at which it begins
    plek BIGINT NOT NULL,                   -- 0, 1, 2, … below the number of places then
    afspraak_id UUID NOT NULL REFERENCES afspraken (id),
    PRIMARY KEY (organisatie_id, balie, kwartier, plek)
);
CREATE INDEX afspraak_plekken_afspraak ON afspraak_plekken (afspraak_id);

-- The last ticket of a day at a desk.
CREATE TABLE balie_dagen (
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    balie TEXT NOT NULL,
    dag TEXT NOT NULL,                      -- date
    laatste BIGINT NOT NULL,
    PRIMARY KEY (organisatie_id, balie, dag)
);

-- Somebody who is at a desk, with an appointment or without.
CREATE TABLE bezoeken (
    id UUID NOT NULL PRIMARY KEY,           -- also the id of the klantcontact that comes of it
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    balie TEXT NOT NULL,                    -- code from balies.toml
    dag TEXT NOT NULL,                      -- date
    bon TEXT NOT NULL,                      -- the ticket: A012 with an appointment, V013 without
    afspraak_id UUID UNIQUE REFERENCES afspraken (id),
    producten TEXT NOT NULL,                -- JSON: list of codes of products
    gepland_op TEXT,                        -- when the appointment was for
    aangekomen_op TEXT NOT NULL,
    gemeld_bij TEXT NOT NULL,               -- receptie, zuil
    voorrang BOOLEAN NOT NULL,              -- called back: goes first
    opgeroepen_op TEXT,                     -- the first call; the promise is counted to here
    laatst_opgeroepen_op TEXT,              -- the last call, for the display
    loket TEXT,                             -- the counter of the last call
    voor_loket TEXT,                        -- redirected: only this counter calls them
    medewerker_id UUID,                     -- who called last
    klaar_op TEXT,
    status TEXT NOT NULL,                   -- wacht, opgeroepen, geparkeerd, niet-verschenen, klaar
    naam TEXT NOT NULL,                     -- may be empty; never on the display
    telefoon TEXT NOT NULL,                 -- of the appointment; may be empty
    partij_id UUID,
    klantcontact_id UUID,
    zaak_id UUID,                           -- opened and closed while they waited
    versie BIGINT NOT NULL,                 -- raised by each change
    UNIQUE (organisatie_id, balie, dag, bon)
);
CREATE INDEX bezoeken_wachtrij ON bezoeken (organisatie_id, balie, dag, status, aangekomen_op);
-- A counter has one visitor at a time: whoever presses twice calls once.
CREATE UNIQUE INDEX bezoeken_loket ON bezoeken (organisatie_id, balie, dag, loket) WHERE status = 'opgeroepen';
