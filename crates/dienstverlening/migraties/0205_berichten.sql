-- Messages: what is written to people, what they ask, and whether it has left the house. The rows are the queue as well: a message
-- exists from the commit of what it tells of, and is sent after that, however often the program stops in between.

CREATE TABLE berichten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    zaak_id UUID,                       -- what it is about, where it is about a zaak
    afspraak_id UUID,                   -- or about an afspraak
    partij_id UUID,                     -- who it is for, or who asked; sees it in Mijn
    richting TEXT NOT NULL,             -- uit, in
    kanaal TEXT NOT NULL,               -- e-mail, mijn, post
    sjabloon TEXT NOT NULL,             -- code; empty for what a person typed
    taal TEXT NOT NULL,                 -- nl, en
    aan TEXT NOT NULL,                  -- the mail address; empty for mijn and post
    onderwerp TEXT NOT NULL,
    tekst TEXT NOT NULL,
    antwoord_op UUID,                   -- the message that this one answers: a thread
    status TEXT NOT NULL,               -- te_versturen, verstuurd, mislukt, controleren; of a question: ontvangen, beantwoord
    reden TEXT NOT NULL,                -- code: why it failed; empty otherwise
    opgesteld_op TEXT NOT NULL,
    verstuurd_op TEXT,                  -- when it left; for mijn when it could be read there
    gelezen_op TEXT,                    -- when it was first opened in Mijn
    pogingen BIGINT NOT NULL,           -- how often sending was begun
    volgende_poging_op TEXT,            -- not before this; also the claim of whoever is sending it now
    message_id TEXT NOT NULL,           -- the same at each attempt: the receiver can tell a repeated mail by it
    medewerker_id UUID,                 -- who wrote it; none for the program
    versie BIGINT NOT NULL              -- raised by each change that has a gebeurtenis
);
CREATE INDEX berichten_zaak ON berichten (organisatie_id, zaak_id, opgesteld_op, id);
CREATE INDEX berichten_partij ON berichten (organisatie_id, partij_id, opgesteld_op, id);
CREATE INDEX berichten_afspraak ON berichten (organisatie_id, afspraak_id, opgesteld_op, id);
CREATE INDEX berichten_status ON berichten (organisatie_id, status, opgesteld_op, id);
CREATE INDEX berichten_wachtrij ON berichten (status, volgende_poging_op);
