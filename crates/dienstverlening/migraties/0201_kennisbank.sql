-- The knowledge base: products with their articles, one text for every channel. Loaded from the organisation's folder.

CREATE TABLE producten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    code TEXT NOT NULL,                     -- the name of its file; stands in addresses and in contacts
    naam TEXT NOT NULL,
    naam_en TEXT,
    upl TEXT,                               -- name in the Uniforme Productnamenlijst
    thema TEXT NOT NULL,                    -- code from contact.toml
    team_id UUID NOT NULL REFERENCES teams (id), -- who knows more; the default for a terugbelverzoek
    reden TEXT NOT NULL,                    -- code: the default purpose when this product is the subject
    trefwoorden TEXT NOT NULL,              -- JSON: list of words
    vragen TEXT NOT NULL,                   -- JSON: list of questions as people ask them
    gerelateerd TEXT NOT NULL,              -- JSON: list of codes of products
    levensgebeurtenissen TEXT NOT NULL,     -- JSON: list of codes from contact.toml
    meest_gevraagd BIGINT,                  -- place among the most asked; empty: not among them
    gewicht BIGINT NOT NULL,                -- demo: how often it is asked, relative to the others; 0: unknown
    openbaar BOOLEAN NOT NULL,              -- on the website
    actief BOOLEAN NOT NULL,                -- false: withdrawn, kept for the contacts that name it
    gecontroleerd_op TEXT NOT NULL,         -- date on which somebody last checked the article, with or without a new text
    artikel_id UUID NOT NULL UNIQUE,
    versie BIGINT NOT NULL,                 -- the current version of the article
    UNIQUE (organisatie_id, code)
);
CREATE INDEX producten_thema ON producten (organisatie_id, thema);

-- Every text that an article has ever had. Rows are never changed: a contact names the version that it was answered with.
CREATE TABLE artikel_versies (
    artikel_id UUID NOT NULL REFERENCES producten (artikel_id),
    versie BIGINT NOT NULL,                 -- 1, 2, 3, …
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    inhoud TEXT NOT NULL,                   -- JSON: the sections in Markdown
    controlegetal TEXT NOT NULL,            -- SHA-256 of inhoud: tells whether a text is new
    gecontroleerd_op TEXT NOT NULL,         -- date on which it was last checked when this text came in
    geldig_vanaf TEXT NOT NULL,
    PRIMARY KEY (artikel_id, versie)
);

-- What people searched for and did not find, so that editors know what is missing. Words without digits, never who.
CREATE TABLE zoekvragen_zonder_resultaat (
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    woorden TEXT NOT NULL,                  -- lower case, in the order they were typed
    aantal BIGINT NOT NULL,
    laatst TEXT NOT NULL,                   -- date
    PRIMARY KEY (organisatie_id, woorden)
);
