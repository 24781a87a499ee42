-- The order of the journal is one per organisation: its numbers, its chain and its lock (decision 0016). What stands keeps its
-- number and its link, so that anchors and cursors of before stay true: up to `gedeeld_tot` all organisations share one order.

DROP INDEX gebeurtenissen_resource;
DROP INDEX gebeurtenissen_hoofdobject;
DROP INDEX gebeurtenissen_soort;
DROP INDEX gebeurtenissen_medewerker;
DROP INDEX gebeurtenissen_vastgelegd;
DROP INDEX gebeurtenissen_organisatie;
ALTER TABLE gebeurtenis_inhoud RENAME TO oude_inhoud;
ALTER TABLE gebeurtenissen RENAME TO oude_gebeurtenissen;
ALTER TABLE journaal_stand RENAME TO oude_stand;
ALTER TABLE volgers RENAME TO oude_volgers;
ALTER TABLE ankers RENAME TO oude_ankers;

-- Append-only. Holds nothing personal: that part lies in gebeurtenis_inhoud, so that a destroyed zaak can be forgotten
-- while counts and the proof of destruction stay. `keten` chains each row to the one before (SHA-256).
CREATE TABLE gebeurtenissen (
    organisatie_id UUID NOT NULL,
    volgnummer BIGINT NOT NULL,             -- in the order of commits; within the organisation gapless above gedeeld_tot
    id UUID NOT NULL,
    vorm BIGINT NOT NULL,                   -- what the link covers, and how: 1 the order that all shared, 2 the organisation's own
    programma TEXT,                         -- by which program it was written; empty: before that was kept
    resource TEXT NOT NULL,                 -- the standard's resource: klantcontact, internetaak, …
    actie TEXT NOT NULL,                    -- aangemaakt, gewijzigd, geraadpleegd, …
    resource_id UUID NOT NULL,
    hoofdobject_id UUID,                    -- what it belongs to: the klantcontact of an internetaak, the zaak of a status
    plaatsgevonden_op TEXT NOT NULL,        -- when it happened
    vastgelegd_op TEXT NOT NULL,            -- when it was written down
    medewerker_id UUID,                     -- who did it; empty: the program itself, or a citizen
    partij_id UUID,                         -- the citizen who did it
    namens TEXT,                            -- on whose behalf, when that is somebody else
    doel TEXT,                              -- the purpose (doelbinding)
    feiten TEXT NOT NULL,                   -- JSON without personal data: what norms and reports count by
    inhoud_hash TEXT NOT NULL,              -- SHA-256 of the salted content, proof of what has been forgotten; '' where there was none
    keten TEXT NOT NULL,
    PRIMARY KEY (organisatie_id, volgnummer),
    UNIQUE (organisatie_id, id)
);
INSERT INTO gebeurtenissen (organisatie_id, volgnummer, id, vorm, resource, actie, resource_id, hoofdobject_id,
        plaatsgevonden_op, vastgelegd_op, medewerker_id, partij_id, namens, doel, feiten, inhoud_hash, keten)
    SELECT organisatie_id, volgnummer, id, 1, resource, actie, resource_id, hoofdobject_id,
        plaatsgevonden_op, vastgelegd_op, medewerker_id, partij_id, namens, doel, feiten, inhoud_hash, keten
    FROM oude_gebeurtenissen;
CREATE INDEX gebeurtenissen_resource ON gebeurtenissen (resource_id, volgnummer);
CREATE INDEX gebeurtenissen_hoofdobject ON gebeurtenissen (hoofdobject_id, volgnummer);
CREATE INDEX gebeurtenissen_soort ON gebeurtenissen (organisatie_id, resource, actie, volgnummer);
CREATE INDEX gebeurtenissen_medewerker ON gebeurtenissen (organisatie_id, medewerker_id, volgnummer);
CREATE INDEX gebeurtenissen_vastgelegd ON gebeurtenissen (organisatie_id, vastgelegd_op);

-- The personal part of a gebeurtenis, made small: before, after, and the salt of its hash. Can be removed; the row above stays.
CREATE TABLE gebeurtenis_inhoud (
    organisatie_id UUID NOT NULL,
    volgnummer BIGINT NOT NULL,
    inhoud BYTEA NOT NULL,
    PRIMARY KEY (organisatie_id, volgnummer),
    FOREIGN KEY (organisatie_id, volgnummer) REFERENCES gebeurtenissen (organisatie_id, volgnummer)
);

-- The end of the journal of each organisation, locked by whoever appends, so that numbers are in commit order on both engines.
CREATE TABLE journaal_stand (
    organisatie_id UUID NOT NULL PRIMARY KEY,
    gedeeld_tot BIGINT NOT NULL,            -- up to this number all organisations shared one order; 0: it never did
    gedeeld_keten TEXT NOT NULL,            -- the end of that order's chain, on which its own goes on
    volgnummer BIGINT NOT NULL,
    keten TEXT NOT NULL
);
INSERT INTO journaal_stand (organisatie_id, gedeeld_tot, gedeeld_keten, volgnummer, keten)
    SELECT g.organisatie_id, s.volgnummer, s.keten, s.volgnummer, s.keten
    FROM (SELECT DISTINCT organisatie_id FROM oude_gebeurtenissen) g CROSS JOIN oude_stand s;

-- How far each follower has read the journal of each organisation, and by which rules (versie) it made what it made.
CREATE TABLE volgers (
    organisatie_id UUID NOT NULL,
    naam TEXT NOT NULL,
    versie BIGINT NOT NULL,
    volgnummer BIGINT NOT NULL,
    bijgewerkt_op TEXT NOT NULL,
    PRIMARY KEY (organisatie_id, naam)
);
INSERT INTO volgers (organisatie_id, naam, versie, volgnummer, bijgewerkt_op)
    SELECT s.organisatie_id, v.naam, v.versie, v.volgnummer, v.bijgewerkt_op FROM oude_volgers v CROSS JOIN journaal_stand s;

-- Ends of the chains, signed with a key that lies outside the database: what stood before one cannot be changed any more
-- without it showing, as long as the key is safe. The newest ones also stand outside (docs/operations.md).
CREATE TABLE ankers (
    keten TEXT NOT NULL PRIMARY KEY,        -- the link of the newest gebeurtenis at that moment
    organisatie_id UUID,                    -- of whose chain; empty: of the order that all shared
    volgnummer BIGINT NOT NULL,             -- the number of that gebeurtenis
    gezet_op TEXT NOT NULL,
    sleutel TEXT NOT NULL,                  -- the public key (Ed25519), base64
    handtekening TEXT NOT NULL              -- base64
);
INSERT INTO ankers (keten, volgnummer, gezet_op, sleutel, handtekening)
    SELECT keten, volgnummer, gezet_op, sleutel, handtekening FROM oude_ankers;
CREATE INDEX ankers_organisatie ON ankers (organisatie_id, volgnummer);

DROP TABLE oude_stand;
DROP TABLE oude_volgers;
DROP TABLE oude_ankers;
