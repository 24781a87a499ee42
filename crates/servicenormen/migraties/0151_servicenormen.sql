-- What the organisation promises, and the clocks that say whether it was kept. Nothing personal.

-- A version of a norm. One that holds never changes but for its last day.
CREATE TABLE servicenormen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    code TEXT NOT NULL,
    vanaf TEXT NOT NULL,                    -- the first day on which what starts is counted by it
    tot TEXT,                               -- the last
    team_id UUID NOT NULL,                  -- whose manager owns it
    definitie TEXT NOT NULL,                -- JSON: the norm
    UNIQUE (organisatie_id, code, vanaf)
);

-- The clocks: made by the follower `servicenormen` from the journal, and can be made again from nothing.
CREATE TABLE klokken (
    organisatie_id UUID NOT NULL,
    onderwerp_id UUID NOT NULL,             -- what it is about: a zaak, a bezoek, a klantcontact, a bericht
    norm TEXT NOT NULL,                     -- code of the norm
    id UUID NOT NULL,                       -- follows from these two, so that it is the same when it is made again
    versie TEXT NOT NULL,                   -- the version that it runs under, by its first day
    zaak_id UUID,                           -- the zaak it is about, when there is one
    team_id UUID NOT NULL,                  -- with whom it lies, or lay when it was done
    medewerker_id UUID,
    begonnen_op TEXT NOT NULL,
    uiterlijk_op TEXT,                      -- what is done before this moment is in time; empty while it stands still
    gedaan_op TEXT,
    staat TEXT NOT NULL,                    -- loopt, bijna, te-laat, staat-stil, gehaald, gemist, vervallen
    volgende_op TEXT,                       -- when it changes by itself
    gezien TEXT NOT NULL,                   -- JSON: what the gebeurtenissen said, each with the number of the one that said it
    PRIMARY KEY (organisatie_id, onderwerp_id, norm)
);
CREATE INDEX klokken_zaak ON klokken (organisatie_id, zaak_id);
CREATE INDEX klokken_lijst ON klokken (organisatie_id, norm, uiterlijk_op, id);
CREATE INDEX klokken_open ON klokken (organisatie_id, staat, uiterlijk_op);
CREATE INDEX klokken_volgende ON klokken (organisatie_id, volgende_op) WHERE volgende_op IS NOT NULL;

-- How many promises were due in a week or month, and how many of those were kept, for all teams (team '') and for each.
CREATE TABLE normcijfers (
    organisatie_id UUID NOT NULL,
    norm TEXT NOT NULL,
    soort TEXT NOT NULL,                    -- week, maand
    periode TEXT NOT NULL,                  -- the first day of it
    team TEXT NOT NULL,                     -- its id, or '' for all
    aantal BIGINT NOT NULL,
    gehaald BIGINT NOT NULL,
    PRIMARY KEY (organisatie_id, soort, team, periode, norm)
);

-- How many promises are open, by how they stand and with whom they lie.
CREATE TABLE normstanden (
    organisatie_id UUID NOT NULL,
    norm TEXT NOT NULL,
    team TEXT NOT NULL,
    medewerker TEXT NOT NULL,               -- their id, or '' for nobody
    staat TEXT NOT NULL,                    -- loopt, bijna, te-laat, staat-stil
    aantal BIGINT NOT NULL,
    PRIMARY KEY (organisatie_id, norm, team, medewerker, staat)
);

-- What a zaak was told to be last, for norms about what belongs to it.
CREATE TABLE norm_zaken (
    organisatie_id UUID NOT NULL,
    zaak_id UUID NOT NULL,
    feiten TEXT NOT NULL,                   -- JSON: the facts of its last gebeurtenis
    PRIMARY KEY (organisatie_id, zaak_id)
);

-- The calendar of then: opening hours and closed days, from the moment at which they were told.
CREATE TABLE normkalenders (
    organisatie_id UUID NOT NULL,
    volgnummer BIGINT NOT NULL,             -- of the gebeurtenis that told it
    vanaf TEXT NOT NULL,
    feiten TEXT NOT NULL,                   -- JSON
    PRIMARY KEY (organisatie_id, volgnummer)
);
