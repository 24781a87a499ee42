-- The journal, and what goes with it: every change of a register is a row here, in the same commit.

-- Append-only. Holds nothing personal: that part lies in gebeurtenis_inhoud, so that a destroyed zaak can be forgotten
-- while counts and the proof of destruction stay. `keten` chains each row to the one before (SHA-256).
CREATE TABLE gebeurtenissen (
    volgnummer BIGINT NOT NULL PRIMARY KEY, -- gapless, in the order of commits
    id UUID NOT NULL UNIQUE,
    organisatie_id UUID NOT NULL,
    resource TEXT NOT NULL,                 -- the standard's resource: klantcontact, internetaak, …
    actie TEXT NOT NULL,                    -- aangemaakt, gewijzigd, geraadpleegd, …
    resource_id UUID NOT NULL,
    hoofdobject_id UUID,                    -- what it belongs to: the klantcontact of an internetaak, later the zaak
    plaatsgevonden_op TEXT NOT NULL,        -- when it happened
    vastgelegd_op TEXT NOT NULL,            -- when it was written down
    medewerker_id UUID,                     -- who did it; empty: the program itself, or a citizen
    partij_id UUID,                         -- the citizen who did it
    namens TEXT,                            -- on whose behalf, when that is somebody else
    doel TEXT,                              -- the purpose (doelbinding)
    feiten TEXT NOT NULL,                   -- JSON without personal data: what norms and reports count by
    inhoud_hash TEXT NOT NULL,              -- SHA-256 of the salted content, proof of what has been forgotten; '' where there was none
    keten TEXT NOT NULL
);
CREATE INDEX gebeurtenissen_resource ON gebeurtenissen (resource_id, volgnummer);
CREATE INDEX gebeurtenissen_hoofdobject ON gebeurtenissen (hoofdobject_id, volgnummer);
CREATE INDEX gebeurtenissen_soort ON gebeurtenissen (organisatie_id, resource, actie, volgnummer);

-- The personal part of a gebeurtenis: before and after. Can be removed; the row above stays.
CREATE TABLE gebeurtenis_inhoud (
    gebeurtenis_id UUID NOT NULL PRIMARY KEY REFERENCES gebeurtenissen (id),
    organisatie_id UUID NOT NULL,
    zout TEXT NOT NULL,                     -- goes with the content, so that the hash tells nothing afterwards
    voor TEXT,                              -- JSON, empty for something new
    na TEXT                                 -- JSON, empty for something that goes
);

-- The end of the journal: one row, locked by whoever appends, so that numbers are in commit order on both engines.
CREATE TABLE journaal_stand (
    id BIGINT NOT NULL PRIMARY KEY,
    volgnummer BIGINT NOT NULL,
    keten TEXT NOT NULL
);
INSERT INTO journaal_stand (id, volgnummer, keten) VALUES (1, 0, '');

-- How far each follower has read.
CREATE TABLE volgers (
    naam TEXT NOT NULL PRIMARY KEY,
    volgnummer BIGINT NOT NULL,
    bijgewerkt_op TEXT NOT NULL
);

-- The last number given out per organisation and resource.
CREATE TABLE nummers (
    organisatie_id UUID NOT NULL,
    resource TEXT NOT NULL,
    laatste BIGINT NOT NULL,
    PRIMARY KEY (organisatie_id, resource)
);
