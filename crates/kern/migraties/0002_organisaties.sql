-- Organisations, their teams and people: loaded from the organisation's folder (docs/inrichting.md).

CREATE TABLE organisaties (
    id UUID NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    naam TEXT NOT NULL,
    rsin TEXT NOT NULL,
    instellingen TEXT NOT NULL              -- JSON: the rest of organisatie.toml and contact.toml
);

CREATE TABLE teams (
    id UUID NOT NULL PRIMARY KEY,           -- also the id of its actor (organisatorische_eenheid)
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    code TEXT NOT NULL,
    naam TEXT NOT NULL,
    afdeling TEXT NOT NULL,
    manager_id UUID,
    vragenset TEXT,
    klantcontactcentrum BOOLEAN NOT NULL,
    openingstijden TEXT,                    -- JSON; empty: the organisation's
    actief BOOLEAN NOT NULL,
    UNIQUE (organisatie_id, code)
);

CREATE TABLE medewerkers (
    id UUID NOT NULL PRIMARY KEY,           -- also the id of its actor (medewerker)
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    gebruikersnaam TEXT NOT NULL,
    naam TEXT NOT NULL,
    team_id UUID NOT NULL REFERENCES teams (id),
    rollen TEXT NOT NULL,                   -- codes, separated by spaces
    telefoon TEXT,
    afwezig TEXT NOT NULL,                  -- JSON: spans of dates with a reason
    voorkeuren TEXT NOT NULL,               -- JSON: language, theme, chords
    wachtwoord TEXT,                        -- argon2id in PHC form; empty: cannot log in
    totp_geheim TEXT,                       -- the second factor, base32
    totp_teller BIGINT,                     -- the last time step that was used: a code works once
    actief BOOLEAN NOT NULL,
    UNIQUE (organisatie_id, gebruikersnaam)
);

-- Who is logged in. The cookie holds the secret, this table only its hash.
CREATE TABLE sessies (
    sleutel_hash TEXT NOT NULL PRIMARY KEY,
    medewerker_id UUID NOT NULL REFERENCES medewerkers (id),
    csrf TEXT NOT NULL,
    begonnen_op TEXT NOT NULL,
    laatst_gezien_op TEXT NOT NULL,
    verloopt_op TEXT NOT NULL
);
CREATE INDEX sessies_verloopt ON sessies (verloopt_op);

-- Failed log-ins, to slow down guessing. `wie` is a hash of the user name or of the network address.
CREATE TABLE inlogpogingen (
    wie TEXT NOT NULL PRIMARY KEY,
    mislukt BIGINT NOT NULL,
    geblokkeerd_tot TEXT NOT NULL
);
