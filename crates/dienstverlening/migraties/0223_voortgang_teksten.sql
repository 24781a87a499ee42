-- What somebody writes for the voortgangsrapportage, until that is established. A draft: the journal tells of it when it is.
CREATE TABLE voortgang_teksten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    jaar BIGINT NOT NULL,
    onderdeel TEXT NOT NULL,            -- the code of a goal in voortgang.toml, or empty: of the report as a whole
    velden TEXT NOT NULL,               -- JSON: the words by what they are
    bijgewerkt_op TEXT NOT NULL,
    bijgewerkt_door UUID NOT NULL REFERENCES medewerkers (id),
    versie BIGINT NOT NULL,             -- raised by each change
    UNIQUE (organisatie_id, jaar, onderdeel)
);
