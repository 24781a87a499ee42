-- The promises that run on cases, on questions about them and on appointments at a desk: one row a promise, made by the
-- follower `toezeggingen` from what is in the tables. Nothing personal; it can be made again from nothing.
CREATE TABLE toezeggingen (
    onderwerp_id UUID NOT NULL,             -- the zaak, bericht, klantcontact or bezoek it was made on
    belofte TEXT NOT NULL,                  -- code of the promise
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    zaak_id UUID,                           -- the zaak it is about, when there is one
    nummer TEXT NOT NULL,                   -- what people know it by
    team_id UUID,
    medewerker_id UUID,
    begonnen_op TEXT NOT NULL,
    beloofd_op TEXT NOT NULL,               -- what is done before this moment is in time
    gedaan_op TEXT,
    stil BOOLEAN NOT NULL,                  -- waits for the applicant
    week TEXT NOT NULL,                     -- the Monday of the week in which it was promised for
    PRIMARY KEY (onderwerp_id, belofte)
);
CREATE INDEX toezeggingen_week ON toezeggingen (organisatie_id, week, belofte, team_id);
CREATE INDEX toezeggingen_lijst ON toezeggingen (organisatie_id, belofte, beloofd_op, onderwerp_id);
CREATE INDEX toezeggingen_open ON toezeggingen (organisatie_id, beloofd_op) WHERE gedaan_op IS NULL;
