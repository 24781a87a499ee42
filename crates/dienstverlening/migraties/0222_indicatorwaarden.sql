-- Values of the voortgangsrapportage that nothing here counts, as they were entered last. The report takes them from the journal.
CREATE TABLE indicatorwaarden (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    jaar BIGINT NOT NULL,
    indicator TEXT NOT NULL,            -- its code in voortgang.toml
    tienden BIGINT NOT NULL,            -- the value, in tenths
    bron TEXT NOT NULL,                 -- where it comes from
    ingevuld_op TEXT NOT NULL,
    ingevuld_door UUID NOT NULL REFERENCES medewerkers (id),
    versie BIGINT NOT NULL,
    UNIQUE (organisatie_id, jaar, indicator)
);
