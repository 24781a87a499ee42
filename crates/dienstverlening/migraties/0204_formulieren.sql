-- Applications in progress: what somebody typed in a form survives a closed browser and a session that ends.

-- Drafts hold personal data but are no register: no gebeurtenis tells of them. The id becomes the id of the zaak. Once sent,
-- the answers are gone from here and only what the confirmation says is left.
CREATE TABLE aanvraag_concepten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    formulier TEXT NOT NULL,                -- code
    formulierversie TEXT NOT NULL,          -- which definition it was last saved with
    sleutel_hash TEXT NOT NULL,             -- of the secret in the cookie of the browser that has it
    hervatcode_hash TEXT,                   -- of the code with which another browser may go on; visitors only
    partij_id UUID,                         -- who applies, when logged in: then only they see it
    namens_id UUID,                         -- for whom they apply, when that is another partij
    invoer TEXT NOT NULL,                   -- JSON: per field what was typed
    uploads TEXT NOT NULL,                  -- JSON: the files, with their place in the store
    versie BIGINT NOT NULL,                 -- raised by each save
    begonnen_op TEXT NOT NULL,
    bijgewerkt_op TEXT NOT NULL,
    verloopt_op TEXT NOT NULL,              -- removed from then on
    verstuurd_op TEXT,                      -- sent: it is a zaak now
    verstuurd TEXT                          -- JSON: what the confirmation says
);
CREATE INDEX aanvraag_concepten_partij ON aanvraag_concepten (organisatie_id, partij_id, bijgewerkt_op);
CREATE INDEX aanvraag_concepten_hervatcode ON aanvraag_concepten (hervatcode_hash);
CREATE INDEX aanvraag_concepten_verloopt ON aanvraag_concepten (verloopt_op);
