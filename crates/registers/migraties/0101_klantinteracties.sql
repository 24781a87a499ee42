-- Klantinteracties 0.9.0: names, order and nullability of the standard; groups are flattened with a prefix. What the standard
-- calls a reference is `…_id` here. Text that the standard lets be empty is '' and never NULL. The columns under "Loket's own"
-- are not in the standard. References are checked at the end of a transaction, so that bulk inserts may travel per table.

-- Who did or must do something on our side. The actor of a team or medewerker has the id of that team or medewerker.
CREATE TABLE actoren (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    naam TEXT NOT NULL,
    soort_actor TEXT NOT NULL,                      -- medewerker, geautomatiseerde_actor, organisatorische_eenheid
    indicatie_actief BOOLEAN NOT NULL,
    actoridentificator_object_id TEXT,              -- the group is empty as a whole or filled as a whole
    actoridentificator_code_objecttype TEXT,
    actoridentificator_code_register TEXT,
    actoridentificator_code_soort_object_id TEXT,
    actor_identificatie TEXT,                       -- JSON: what belongs to its kind (functie, emailadres, telefoonnummer)
    versie BIGINT NOT NULL                          -- Loket's own: raised by each change
);
CREATE INDEX actoren_organisatie ON actoren (organisatie_id, soort_actor, naam);

-- Somebody we know beyond one contact: a persoon, organisatie or contactpersoon.
CREATE TABLE partijen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    nummer TEXT,
    interne_notitie TEXT NOT NULL,
    voorkeurs_digitaal_adres_id UUID,
    voorkeurs_rekeningnummer_id UUID,
    soort_partij TEXT NOT NULL,                     -- persoon, organisatie, contactpersoon
    indicatie_geheimhouding BOOLEAN,
    voorkeurstaal TEXT NOT NULL,                    -- ISO 639-2/B, or empty
    indicatie_actief BOOLEAN NOT NULL,
    bezoekadres_nummeraanduiding_id TEXT,
    bezoekadres_straatnaam TEXT,
    bezoekadres_huisnummer BIGINT,
    bezoekadres_huisnummertoevoeging TEXT,
    bezoekadres_postcode TEXT,                      -- without a space, capitals: 9999AA
    bezoekadres_stad TEXT,
    bezoekadres_adresregel1 TEXT,
    bezoekadres_adresregel2 TEXT,
    bezoekadres_adresregel3 TEXT,
    bezoekadres_land TEXT,
    correspondentieadres_nummeraanduiding_id TEXT,
    correspondentieadres_straatnaam TEXT,
    correspondentieadres_huisnummer BIGINT,
    correspondentieadres_huisnummertoevoeging TEXT,
    correspondentieadres_postcode TEXT,
    correspondentieadres_stad TEXT,
    correspondentieadres_adresregel1 TEXT,
    correspondentieadres_adresregel2 TEXT,
    correspondentieadres_adresregel3 TEXT,
    correspondentieadres_land TEXT,
    contactnaam_voorletters TEXT,                   -- of a persoon or contactpersoon
    contactnaam_voornaam TEXT,
    contactnaam_voorvoegsel_achternaam TEXT,
    contactnaam_achternaam TEXT,
    naam TEXT,                                      -- of an organisatie
    werkte_voor_partij_id UUID REFERENCES partijen (id) DEFERRABLE INITIALLY DEFERRED, -- of a contactpersoon
    geboortedatum TEXT,                             -- Loket's own: to find and to check who is calling
    zoeknaam TEXT NOT NULL,                         -- Loket's own: all names, lower case without accents
    versie BIGINT NOT NULL,                         -- Loket's own: raised by each change
    UNIQUE (organisatie_id, nummer)
);
CREATE INDEX partijen_geboortedatum ON partijen (organisatie_id, geboortedatum, zoeknaam);
CREATE INDEX partijen_adres ON partijen (organisatie_id, bezoekadres_postcode, bezoekadres_huisnummer);

-- A number by which a partij is known elsewhere: BSN, KvK number, RSIN, vestigingsnummer.
CREATE TABLE partij_identificatoren (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    identificeerde_partij_id UUID REFERENCES partijen (id) DEFERRABLE INITIALLY DEFERRED,
    andere_partij_identificator TEXT NOT NULL,
    code_objecttype TEXT NOT NULL,                  -- natuurlijk_persoon, niet_natuurlijk_persoon, vestiging
    code_soort_object_id TEXT NOT NULL,             -- bsn, vestigingsnummer, kvk_nummer, rsin
    object_id TEXT NOT NULL,
    code_register TEXT NOT NULL,                    -- brp, hr
    sub_identificator_van_id UUID REFERENCES partij_identificatoren (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX partij_identificatoren_object ON partij_identificatoren (organisatie_id, object_id, code_soort_object_id);
CREATE INDEX partij_identificatoren_partij ON partij_identificatoren (identificeerde_partij_id);

-- One contact between the organisation and somebody, over one channel.
CREATE TABLE klantcontacten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    nummer TEXT,
    referentienummer TEXT,
    kanaal TEXT NOT NULL,
    onderwerp TEXT NOT NULL,
    inhoud TEXT NOT NULL,                           -- of any length: the standard's 1000 holds for its API only
    reactie TEXT NOT NULL,
    indicatie_contact_gelukt BOOLEAN,
    hoofd_onderwerp_type TEXT NOT NULL,             -- URI, or empty
    verdere_actie_ondernomen BOOLEAN NOT NULL,
    taal TEXT NOT NULL,                             -- ISO 639-2/B
    vertrouwelijk BOOLEAN NOT NULL,
    plaatsgevonden_op TEXT NOT NULL,
    metadata TEXT NOT NULL,                         -- JSON object
    afhandeling TEXT,                               -- Loket's own, from here: the kind of ending that reports count
    uitkomst TEXT,                                  -- the organisation's finer code, under that afhandeling
    reden TEXT,                                     -- code: why personal data was looked up
    product TEXT,                                   -- code of the product it was about
    thema TEXT,                                     -- code of that product's theme at that moment
    artikel_id UUID,                                -- the knowledge article it was answered with
    artikel_versie BIGINT,                          -- and which version of it
    duur_s BIGINT,                                  -- how long it took, in seconds
    team_id UUID,                                   -- of whoever took the contact
    medewerker_id UUID,                             -- who took it
    naar_team_id UUID,                              -- put through to, or asked to call back
    partij_id UUID REFERENCES partijen (id) DEFERRABLE INITIALLY DEFERRED, -- the betrokkene's partij, for the time line
    versie BIGINT NOT NULL,                         -- raised by each change
    UNIQUE (organisatie_id, nummer)
);
CREATE INDEX klantcontacten_tijd ON klantcontacten (organisatie_id, plaatsgevonden_op, id);
CREATE INDEX klantcontacten_product ON klantcontacten (organisatie_id, product, plaatsgevonden_op, id);
CREATE INDEX klantcontacten_team ON klantcontacten (organisatie_id, team_id, plaatsgevonden_op, id);
CREATE INDEX klantcontacten_afhandeling ON klantcontacten (organisatie_id, afhandeling, plaatsgevonden_op, id);
CREATE INDEX klantcontacten_partij ON klantcontacten (organisatie_id, partij_id, plaatsgevonden_op, id);

-- Somebody's part in one klantcontact, with the contact data of that moment.
CREATE TABLE betrokkenen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    was_partij_id UUID REFERENCES partijen (id) DEFERRABLE INITIALLY DEFERRED,
    had_klantcontact_id UUID NOT NULL REFERENCES klantcontacten (id) DEFERRABLE INITIALLY DEFERRED,
    bezoekadres_nummeraanduiding_id TEXT,
    bezoekadres_straatnaam TEXT,
    bezoekadres_huisnummer BIGINT,
    bezoekadres_huisnummertoevoeging TEXT,
    bezoekadres_postcode TEXT,
    bezoekadres_stad TEXT,
    bezoekadres_adresregel1 TEXT,
    bezoekadres_adresregel2 TEXT,
    bezoekadres_adresregel3 TEXT,
    bezoekadres_land TEXT,
    correspondentieadres_nummeraanduiding_id TEXT,
    correspondentieadres_straatnaam TEXT,
    correspondentieadres_huisnummer BIGINT,
    correspondentieadres_huisnummertoevoeging TEXT,
    correspondentieadres_postcode TEXT,
    correspondentieadres_stad TEXT,
    correspondentieadres_adresregel1 TEXT,
    correspondentieadres_adresregel2 TEXT,
    correspondentieadres_adresregel3 TEXT,
    correspondentieadres_land TEXT,
    contactnaam_voorletters TEXT,
    contactnaam_voornaam TEXT,
    contactnaam_voorvoegsel_achternaam TEXT,
    contactnaam_achternaam TEXT,
    rol TEXT NOT NULL,                              -- klant, vertegenwoordiger
    organisatienaam TEXT NOT NULL,
    initiator BOOLEAN NOT NULL
);
CREATE INDEX betrokkenen_klantcontact ON betrokkenen (had_klantcontact_id);
CREATE INDEX betrokkenen_partij ON betrokkenen (was_partij_id);

-- An e-mail address or phone number of a partij or of a betrokkene.
CREATE TABLE digitale_adressen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    verstrekt_door_betrokkene_id UUID REFERENCES betrokkenen (id) DEFERRABLE INITIALLY DEFERRED,
    verstrekt_door_partij_id UUID REFERENCES partijen (id) DEFERRABLE INITIALLY DEFERRED,
    adres TEXT NOT NULL,                            -- as it was given
    soort_digitaal_adres TEXT NOT NULL,             -- email, telefoonnummer, overig
    is_standaard_adres BOOLEAN NOT NULL,
    omschrijving TEXT NOT NULL,
    referentie TEXT NOT NULL,
    verificatie_datum TEXT,
    zoekadres TEXT NOT NULL                         -- Loket's own: phone as digits with country (316…), e-mail in lower case
);
CREATE INDEX digitale_adressen_zoek ON digitale_adressen (organisatie_id, zoekadres);
CREATE INDEX digitale_adressen_partij ON digitale_adressen (organisatie_id, verstrekt_door_partij_id);
CREATE INDEX digitale_adressen_betrokkene ON digitale_adressen (verstrekt_door_betrokkene_id);

-- The thing a klantcontact is about, by reference: a product, a zaak, another klantcontact.
CREATE TABLE onderwerpobjecten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    klantcontact_id UUID REFERENCES klantcontacten (id) DEFERRABLE INITIALLY DEFERRED,
    was_klantcontact_id UUID REFERENCES klantcontacten (id) DEFERRABLE INITIALLY DEFERRED,
    onderwerpobjectidentificator_object_id TEXT,
    onderwerpobjectidentificator_code_objecttype TEXT,
    onderwerpobjectidentificator_code_register TEXT,
    onderwerpobjectidentificator_code_soort_object_id TEXT
);
CREATE INDEX onderwerpobjecten_klantcontact ON onderwerpobjecten (klantcontact_id);
CREATE INDEX onderwerpobjecten_was ON onderwerpobjecten (was_klantcontact_id);

-- That an actor took part in a klantcontact. Without a reference to actoren: a team or medewerker is one by its own id.
CREATE TABLE actor_klantcontacten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    actor_id UUID NOT NULL,
    klantcontact_id UUID NOT NULL REFERENCES klantcontacten (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX actor_klantcontacten_klantcontact ON actor_klantcontacten (klantcontact_id);
CREATE INDEX actor_klantcontacten_actor ON actor_klantcontacten (actor_id);

-- Work for a colleague or team that follows from a klantcontact: a terugbelverzoek.
CREATE TABLE internetaken (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    nummer TEXT,
    referentienummer TEXT,
    gevraagde_handeling TEXT NOT NULL,
    aanleidinggevend_klantcontact_id UUID NOT NULL REFERENCES klantcontacten (id) DEFERRABLE INITIALLY DEFERRED,
    toelichting TEXT NOT NULL,                      -- the question; of any length here
    status TEXT NOT NULL,                           -- te_verwerken, verwerkt
    toegewezen_op TEXT NOT NULL,
    afgehandeld_op TEXT,
    team_id UUID NOT NULL,                          -- Loket's own, from here: who it lies with
    medewerker_id UUID,                             -- who picked it up or was asked by name
    aangemaakt_op TEXT NOT NULL,
    beloofd_op TEXT NOT NULL,                       -- the moment promised to the caller; what is done before it is in time
    prioriteit BIGINT NOT NULL,                     -- how often the caller asked again
    pogingen BIGINT NOT NULL,                       -- how often calling back was tried
    product TEXT,                                   -- code
    partij_id UUID REFERENCES partijen (id) DEFERRABLE INITIALLY DEFERRED,
    contactnaam TEXT NOT NULL,                      -- whom to ask for
    telefoon TEXT NOT NULL,                         -- as it was given
    telefoon_zoek TEXT NOT NULL,                    -- digits with country
    antwoorden TEXT NOT NULL,                       -- JSON: the vragenset's questions and what the caller answered
    doorgezet_door_id UUID,                         -- the medewerker who passed it on and sees the outcome
    afhandeling TEXT,                               -- code: how it ended
    uitkomst TEXT NOT NULL,                         -- what was said, for whoever passed it on
    versie BIGINT NOT NULL,                         -- raised by each change
    UNIQUE (organisatie_id, nummer)
);
CREATE INDEX internetaken_medewerker ON internetaken (organisatie_id, medewerker_id, status, beloofd_op, id);
CREATE INDEX internetaken_team ON internetaken (organisatie_id, team_id, status, beloofd_op, id);
CREATE INDEX internetaken_doorgezet ON internetaken (organisatie_id, doorgezet_door_id, beloofd_op, id);
CREATE INDEX internetaken_tijd ON internetaken (organisatie_id, aangemaakt_op, id);
CREATE INDEX internetaken_partij ON internetaken (organisatie_id, partij_id, aangemaakt_op, id);
CREATE INDEX internetaken_telefoon ON internetaken (organisatie_id, telefoon_zoek, status);
CREATE INDEX internetaken_klantcontact ON internetaken (organisatie_id, aanleidinggevend_klantcontact_id);

-- The standard's toegewezenAanActoren: the team, and the medewerker when there is one.
CREATE TABLE internetaak_actoren (
    internetaak_id UUID NOT NULL REFERENCES internetaken (id) DEFERRABLE INITIALLY DEFERRED,
    actor_id UUID NOT NULL,
    organisatie_id UUID NOT NULL,
    PRIMARY KEY (internetaak_id, actor_id)
);
CREATE INDEX internetaak_actoren_actor ON internetaak_actoren (actor_id);

-- Loket's own: what happened to an internetaak, step by step; all of it stays visible.
CREATE TABLE internetaak_stappen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    internetaak_id UUID NOT NULL REFERENCES internetaken (id) DEFERRABLE INITIALLY DEFERRED,
    volgnummer BIGINT NOT NULL,                     -- the versie that the step led to
    soort TEXT NOT NULL,                            -- poging, overgedragen, verhoogd, opgepakt, afgehandeld
    op TEXT NOT NULL,
    medewerker_id UUID,                             -- who did it
    gelukt BOOLEAN,                                 -- of a poging: reached or not
    toelichting TEXT NOT NULL,                      -- the reason, the question asked again, what was said
    naar_team_id UUID,                              -- of overgedragen and opgepakt: who it lies with now
    naar_medewerker_id UUID,
    klantcontact_id UUID REFERENCES klantcontacten (id) DEFERRABLE INITIALLY DEFERRED, -- of verhoogd: the new contact
    UNIQUE (internetaak_id, volgnummer)
);
CREATE INDEX internetaak_stappen_klantcontact ON internetaak_stappen (klantcontact_id);
