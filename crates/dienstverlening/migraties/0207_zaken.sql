-- Handling cases: what the applicant is asked to supply, while the term of their case stands still (Awb, article 4:15).

CREATE TABLE aanvulverzoeken (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    zaak_id UUID NOT NULL REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    gevraagd_op TEXT NOT NULL,
    gevraagd_door_id UUID,                  -- the medewerker who asked
    tot TEXT NOT NULL,                      -- date: the last day on which it can be supplied
    toelichting TEXT NOT NULL,              -- the applicant reads it
    status TEXT NOT NULL,                   -- open, compleet, verlopen
    compleet_op TEXT,                       -- when the last item came in
    bericht_op TEXT,                        -- when word was sent that nothing is missing any more
    versie BIGINT NOT NULL
);
CREATE INDEX aanvulverzoeken_zaak ON aanvulverzoeken (zaak_id, gevraagd_op);
CREATE INDEX aanvulverzoeken_open ON aanvulverzoeken (organisatie_id, tot) WHERE status = 'open';

-- What is asked, item by item.
CREATE TABLE aanvulverzoek_stukken (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    aanvulverzoek_id UUID NOT NULL REFERENCES aanvulverzoeken (id) DEFERRABLE INITIALLY DEFERRED,
    volgnummer BIGINT NOT NULL,
    omschrijving TEXT NOT NULL,
    ontvangen_op TEXT,
    informatieobject_id UUID,               -- the document, when it came as one
    UNIQUE (aanvulverzoek_id, volgnummer)
);
