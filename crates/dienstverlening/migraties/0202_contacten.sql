-- Contacts in progress: what an agent has typed survives a closed browser and a killed server.

-- Drafts hold personal data but are no register: no gebeurtenis tells of them. The id becomes the id of the klantcontact.
CREATE TABLE contact_concepten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    medewerker_id UUID NOT NULL,            -- the owner; nobody else sees it
    kanaal TEXT NOT NULL,                   -- code
    begonnen_op TEXT NOT NULL,
    bijgewerkt_op TEXT NOT NULL,
    notitie TEXT NOT NULL,
    product TEXT,                           -- code of the subject
    artikel_id UUID,                        -- the article that lies open, and its version
    artikel_versie BIGINT,
    reden TEXT,                             -- code: why personal data is looked up
    beller_naam TEXT NOT NULL,              -- as typed
    beller_telefoon TEXT NOT NULL,          -- as typed
    terugbel TEXT NOT NULL,                 -- JSON: the half-filled terugbelverzoek
    partij_id UUID,                         -- who is calling, once found
    gevonden_met TEXT,                      -- telefoon, naam-geboortedatum, adres, bsn
    controle TEXT,                          -- outcome of the control question: geslaagd, mislukt, niet-nodig
    versie BIGINT NOT NULL,                 -- raised by each save of what is typed
    venster TEXT NOT NULL,                  -- the page view that saved last: its own saves never conflict with each other
    volgnummer BIGINT NOT NULL,             -- the number of that save within the page view: a lower one is old
    weggegooid_op TEXT                      -- thrown away, and still to be put back until the next one is thrown away
);
CREATE INDEX contact_concepten_medewerker ON contact_concepten (organisatie_id, medewerker_id, begonnen_op);
