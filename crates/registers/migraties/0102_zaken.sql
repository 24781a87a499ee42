-- Catalogi 1.4.0, Zaken 1.7.0 and Documenten 1.7.1: the tables of the main resources, with the standards' names, order and
-- nullability. Groups are flattened with a prefix, lists that only this row has are JSON. A reference to a resource in this
-- installation is `…_id`; `…_url` holds one to another provider. Text that the standard lets be empty is '' and never NULL.
-- Durations are ISO 8601 text (P5D). The API comes with a later issue.

CREATE TABLE catalogussen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    domein TEXT NOT NULL,
    rsin TEXT NOT NULL,
    contactpersoon_beheer_naam TEXT NOT NULL,
    contactpersoon_beheer_telefoonnummer TEXT NOT NULL,
    contactpersoon_beheer_emailadres TEXT NOT NULL,
    naam TEXT,
    versie TEXT,
    begindatum_versie TEXT,
    UNIQUE (organisatie_id, domein, rsin)
);

CREATE TABLE zaaktypen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    identificatie TEXT NOT NULL,
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    vertrouwelijkheidaanduiding TEXT NOT NULL,
    doel TEXT NOT NULL,
    aanleiding TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    indicatie_intern_of_extern TEXT NOT NULL,
    handeling_initiator TEXT NOT NULL,
    onderwerp TEXT NOT NULL,
    handeling_behandelaar TEXT NOT NULL,
    doorlooptijd TEXT NOT NULL,
    servicenorm TEXT,
    opschorting_en_aanhouding_mogelijk BOOLEAN NOT NULL,
    verlenging_mogelijk BOOLEAN NOT NULL,
    verlengingstermijn TEXT,
    trefwoorden TEXT NOT NULL,                      -- JSON list
    publicatie_indicatie BOOLEAN NOT NULL,
    publicatietekst TEXT NOT NULL,
    verantwoordingsrelatie TEXT NOT NULL,           -- JSON list
    producten_of_diensten TEXT NOT NULL,            -- JSON list of URLs
    selectielijst_procestype TEXT NOT NULL,
    referentieproces_naam TEXT NOT NULL,
    referentieproces_link TEXT NOT NULL,
    verantwoordelijke TEXT NOT NULL,
    broncatalogus TEXT,                             -- JSON: url, domein, rsin
    bronzaaktype TEXT,                              -- JSON: url, identificatie, omschrijving
    catalogus_id UUID NOT NULL REFERENCES catalogussen (id) DEFERRABLE INITIALLY DEFERRED,
    deelzaaktype_identificaties TEXT NOT NULL,      -- JSON list: these follow new versions by themselves
    gerelateerde_zaaktypen TEXT NOT NULL,           -- JSON list: zaaktype, aardRelatie, toelichting
    begin_geldigheid TEXT NOT NULL,
    einde_geldigheid TEXT,
    begin_object TEXT,
    einde_object TEXT,
    versiedatum TEXT NOT NULL,
    concept BOOLEAN NOT NULL,
    omschrijving_en TEXT NOT NULL,                  -- Loket's own: for who reads English, or empty
    team_id UUID NOT NULL,                          -- Loket's own: who handles its cases
    controlegetal TEXT NOT NULL,                    -- Loket's own: SHA-256 of what the folder says, tells whether that is new
    versie BIGINT NOT NULL                          -- Loket's own: raised by each change
);
CREATE INDEX zaaktypen_identificatie ON zaaktypen (organisatie_id, identificatie, begin_geldigheid);
CREATE INDEX zaaktypen_catalogus ON zaaktypen (catalogus_id);

CREATE TABLE statustypen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    statustekst TEXT NOT NULL,
    zaaktype_id UUID NOT NULL REFERENCES zaaktypen (id) DEFERRABLE INITIALLY DEFERRED,
    volgnummer BIGINT NOT NULL,                     -- the highest of a zaaktype is its end status
    informeren BOOLEAN NOT NULL,
    doorlooptijd TEXT,
    toelichting TEXT,
    checklistitem_statustype TEXT NOT NULL,         -- JSON list
    begin_geldigheid TEXT,
    einde_geldigheid TEXT,
    begin_object TEXT,
    einde_object TEXT,
    omschrijving_en TEXT NOT NULL,                  -- Loket's own: for who reads English, or empty
    statustekst_en TEXT NOT NULL,                   -- Loket's own
    UNIQUE (zaaktype_id, volgnummer)
);

CREATE TABLE resultaattypen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaaktype_id UUID NOT NULL REFERENCES zaaktypen (id) DEFERRABLE INITIALLY DEFERRED,
    omschrijving TEXT NOT NULL,
    resultaattypeomschrijving TEXT NOT NULL,        -- URL in the referentielijsten
    omschrijving_generiek TEXT NOT NULL,
    selectielijstklasse TEXT NOT NULL,              -- URL in the selectielijst
    toelichting TEXT NOT NULL,
    archiefnominatie TEXT NOT NULL,                 -- blijvend_bewaren, vernietigen, or empty
    archiefactietermijn TEXT,
    brondatum_archiefprocedure_afleidingswijze TEXT, -- the group is empty as a whole or filled
    brondatum_archiefprocedure_datumkenmerk TEXT,
    brondatum_archiefprocedure_einddatum_bekend BOOLEAN,
    brondatum_archiefprocedure_objecttype TEXT,
    brondatum_archiefprocedure_registratie TEXT,
    brondatum_archiefprocedure_procestermijn TEXT,
    procesobjectaard TEXT,
    begin_geldigheid TEXT,
    einde_geldigheid TEXT,
    begin_object TEXT,
    einde_object TEXT,
    indicatie_specifiek BOOLEAN,
    procestermijn TEXT,
    omschrijving_en TEXT NOT NULL                   -- Loket's own: for who reads English, or empty
);
CREATE INDEX resultaattypen_zaaktype ON resultaattypen (zaaktype_id);

CREATE TABLE roltypen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaaktype_id UUID NOT NULL REFERENCES zaaktypen (id) DEFERRABLE INITIALLY DEFERRED,
    omschrijving TEXT NOT NULL,
    omschrijving_generiek TEXT NOT NULL,
    begin_geldigheid TEXT,
    einde_geldigheid TEXT,
    begin_object TEXT,
    einde_object TEXT
);
CREATE INDEX roltypen_zaaktype ON roltypen (zaaktype_id);

CREATE TABLE eigenschappen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    naam TEXT NOT NULL,
    definitie TEXT NOT NULL,
    specificatie_groep TEXT NOT NULL,
    specificatie_formaat TEXT NOT NULL,             -- tekst, getal, datum, datum_tijd
    specificatie_lengte TEXT NOT NULL,
    specificatie_kardinaliteit TEXT NOT NULL,
    specificatie_waardenverzameling TEXT NOT NULL,  -- JSON list
    toelichting TEXT NOT NULL,
    zaaktype_id UUID NOT NULL REFERENCES zaaktypen (id) DEFERRABLE INITIALLY DEFERRED,
    statustype_id UUID REFERENCES statustypen (id) DEFERRABLE INITIALLY DEFERRED,
    begin_geldigheid TEXT,
    einde_geldigheid TEXT,
    begin_object TEXT,
    einde_object TEXT
);
CREATE INDEX eigenschappen_zaaktype ON eigenschappen (zaaktype_id);

CREATE TABLE informatieobjecttypen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    catalogus_id UUID NOT NULL REFERENCES catalogussen (id) DEFERRABLE INITIALLY DEFERRED,
    omschrijving TEXT NOT NULL,
    vertrouwelijkheidaanduiding TEXT NOT NULL,
    begin_geldigheid TEXT NOT NULL,
    einde_geldigheid TEXT,
    begin_object TEXT,
    einde_object TEXT,
    concept BOOLEAN NOT NULL,
    informatieobjectcategorie TEXT NOT NULL,
    trefwoord TEXT NOT NULL,                        -- JSON list
    omschrijving_generiek TEXT,                     -- JSON group
    versie BIGINT NOT NULL                          -- Loket's own: raised by each change
);
CREATE INDEX informatieobjecttypen_catalogus ON informatieobjecttypen (catalogus_id);
CREATE INDEX informatieobjecttypen_omschrijving ON informatieobjecttypen (organisatie_id, omschrijving);

CREATE TABLE zaaktype_informatieobjecttypen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaaktype_id UUID NOT NULL REFERENCES zaaktypen (id) DEFERRABLE INITIALLY DEFERRED,
    informatieobjecttype_omschrijving TEXT NOT NULL, -- the standard refers by description, so that new versions follow
    volgnummer BIGINT NOT NULL,
    richting TEXT NOT NULL,                         -- inkomend, intern, uitgaand
    statustype_id UUID REFERENCES statustypen (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (zaaktype_id, volgnummer)
);

CREATE TABLE zaken (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    identificatie TEXT NOT NULL,
    bronorganisatie TEXT NOT NULL,
    omschrijving TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    zaaktype_id UUID REFERENCES zaaktypen (id) DEFERRABLE INITIALLY DEFERRED,
    zaaktype_url TEXT,                              -- filled when the zaaktype is at another provider
    registratiedatum TEXT NOT NULL,
    verantwoordelijke_organisatie TEXT NOT NULL,
    startdatum TEXT NOT NULL,
    einddatum TEXT,
    einddatum_gepland TEXT,
    uiterlijke_einddatum_afdoening TEXT,
    publicatiedatum TEXT,
    communicatiekanaal TEXT NOT NULL,
    producten_of_diensten TEXT NOT NULL,            -- JSON list of URLs
    vertrouwelijkheidaanduiding TEXT NOT NULL,
    betalingsindicatie TEXT NOT NULL,
    laatste_betaaldatum TEXT,
    zaakgeometrie TEXT,                             -- GeoJSON
    verlenging_reden TEXT,
    verlenging_duur TEXT,
    opschorting_indicatie BOOLEAN NOT NULL,
    opschorting_reden TEXT NOT NULL,
    selectielijstklasse TEXT NOT NULL,
    hoofdzaak_id UUID REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    relevante_andere_zaken TEXT NOT NULL,           -- JSON list
    kenmerken TEXT NOT NULL,                        -- JSON list
    archiefnominatie TEXT,
    archiefstatus TEXT NOT NULL,
    archiefactiedatum TEXT,
    opdrachtgevende_organisatie TEXT NOT NULL,
    processobjectaard TEXT,
    startdatum_bewaartermijn TEXT,
    processobject_datumkenmerk TEXT,
    processobject_identificatie TEXT,
    processobject_objecttype TEXT,
    processobject_registratie TEXT,
    versie BIGINT NOT NULL,                         -- Loket's own, from here on: raised by each change
    product TEXT,                                   -- code of what was asked for
    team_id UUID NOT NULL,                          -- with whom it lies
    medewerker_id UUID,                             -- who handles it
    statustype_id UUID,                             -- the last status, so that a list needs no look at statussen
    resultaattype_id UUID,                          -- the result, likewise
    ontvangen_op TEXT NOT NULL,                     -- when the request came in; startdatum is its date
    bevestigd_op TEXT,                              -- when its receipt was confirmed
    bij_behandelaar_op TEXT,                        -- when somebody got it in hands first
    afgehandeld_op TEXT,                            -- when it was closed; einddatum is its date
    wacht_op TEXT NOT NULL,                         -- behandelaar, aanvrager, deelzaak, niemand (closed)
    belofte TEXT,                                   -- code of the nearest promise that runs
    belofte_op TEXT,                                -- the moment promised
    volgorde TEXT NOT NULL,                         -- what work lists sort by: belofte_op, or far away where none runs
    UNIQUE (bronorganisatie, identificatie)
);
CREATE INDEX zaken_identificatie ON zaken (organisatie_id, identificatie);
-- Work lists: the open cases are a few among all there have ever been.
CREATE INDEX zaken_open_team ON zaken (organisatie_id, team_id, volgorde, id) WHERE einddatum IS NULL;
CREATE INDEX zaken_open_medewerker ON zaken (organisatie_id, medewerker_id, volgorde, id) WHERE einddatum IS NULL;
CREATE INDEX zaken_open ON zaken (organisatie_id, volgorde, id) WHERE einddatum IS NULL;
CREATE INDEX zaken_zaaktype ON zaken (organisatie_id, zaaktype_id, startdatum);
CREATE INDEX zaken_startdatum ON zaken (organisatie_id, startdatum, id);
CREATE INDEX zaken_archief ON zaken (organisatie_id, archiefactiedatum);
CREATE INDEX zaken_hoofdzaak ON zaken (hoofdzaak_id);

-- Loket's own: what happened to a zaak besides its statussen, for its time line; every step that moved a date says why.
CREATE TABLE zaak_stappen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaak_id UUID NOT NULL REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    volgnummer BIGINT NOT NULL,                     -- the versie of the zaak after it
    soort TEXT NOT NULL,                            -- geregistreerd, toegewezen, opgeschort, hervat, verlengd, …
    op TEXT NOT NULL,
    medewerker_id UUID,                             -- who did it; empty: the program, or the citizen
    toelichting TEXT NOT NULL,                      -- why; for colleagues
    van_team_id UUID,                               -- of toegewezen
    naar_team_id UUID,
    naar_medewerker_id UUID,
    gepland TEXT,                                   -- einddatum_gepland after it
    uiterlijk TEXT,                                 -- uiterlijke_einddatum_afdoening after it
    berekening TEXT NOT NULL,                       -- JSON list: how that date came about, each step with its article
    UNIQUE (zaak_id, volgnummer)
);

CREATE TABLE statussen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaak_id UUID NOT NULL REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    statustype_id UUID REFERENCES statustypen (id) DEFERRABLE INITIALLY DEFERRED,
    statustype_url TEXT,
    datum_status_gezet TEXT NOT NULL,
    statustoelichting TEXT NOT NULL,
    gezetdoor_id UUID,                              -- a rol of the same zaak
    UNIQUE (zaak_id, datum_status_gezet)
);

CREATE TABLE resultaten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaak_id UUID NOT NULL UNIQUE REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    resultaattype_id UUID REFERENCES resultaattypen (id) DEFERRABLE INITIALLY DEFERRED,
    resultaattype_url TEXT,
    toelichting TEXT NOT NULL
);

CREATE TABLE rollen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaak_id UUID NOT NULL REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    betrokkene TEXT NOT NULL,                       -- URL, or empty
    betrokkene_type TEXT NOT NULL,
    afwijkende_naam_betrokkene TEXT NOT NULL,
    roltype_id UUID REFERENCES roltypen (id) DEFERRABLE INITIALLY DEFERRED,
    roltype_url TEXT,
    omschrijving TEXT NOT NULL,                     -- copied from the roltype, as the standard asks
    omschrijving_generiek TEXT NOT NULL,
    roltoelichting TEXT NOT NULL,
    registratiedatum TEXT NOT NULL,
    indicatie_machtiging TEXT NOT NULL,
    contactpersoon_rol_emailadres TEXT,
    contactpersoon_rol_functie TEXT,
    contactpersoon_rol_telefoonnummer TEXT,
    contactpersoon_rol_naam TEXT,
    betrokkene_identificatie TEXT,                  -- JSON: what belongs to the betrokkeneType
    betrokkene_nummer TEXT,                         -- Loket's own: its BSN, KvK number or vestigingsnummer, to find cases by
    partij_id UUID REFERENCES partijen (id) DEFERRABLE INITIALLY DEFERRED -- Loket's own: the same person in klantinteracties
);
CREATE INDEX rollen_zaak ON rollen (zaak_id);
CREATE INDEX rollen_nummer ON rollen (organisatie_id, betrokkene_nummer);
CREATE INDEX rollen_partij ON rollen (partij_id, zaak_id);

CREATE TABLE zaakeigenschappen (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    zaak_id UUID NOT NULL REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    eigenschap_id UUID REFERENCES eigenschappen (id) DEFERRABLE INITIALLY DEFERRED,
    eigenschap_url TEXT,
    naam TEXT NOT NULL,                             -- copied from the eigenschap, as the standard asks
    waarde TEXT NOT NULL
);
CREATE INDEX zaakeigenschappen_zaak ON zaakeigenschappen (zaak_id, naam);

-- A document with its versions: what holds for all versions is here, the rest in the next table.
CREATE TABLE enkelvoudige_informatieobjecten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    bronorganisatie TEXT NOT NULL,
    identificatie TEXT NOT NULL,
    informatieobjecttype_id UUID REFERENCES informatieobjecttypen (id) DEFERRABLE INITIALLY DEFERRED,
    informatieobjecttype_url TEXT,
    laatste_versie BIGINT NOT NULL,
    lock_waarde TEXT,                               -- filled while locked
    UNIQUE (bronorganisatie, identificatie)
);
CREATE INDEX enkelvoudige_informatieobjecten_type ON enkelvoudige_informatieobjecten (organisatie_id, informatieobjecttype_id);

CREATE TABLE enkelvoudig_informatieobject_versies (
    informatieobject_id UUID NOT NULL REFERENCES enkelvoudige_informatieobjecten (id) DEFERRABLE INITIALLY DEFERRED,
    versie BIGINT NOT NULL,
    organisatie_id UUID NOT NULL,
    creatiedatum TEXT NOT NULL,
    titel TEXT NOT NULL,
    vertrouwelijkheidaanduiding TEXT NOT NULL,
    is_gereed_voor_publicatie BOOLEAN,
    tonen_aan_initiator BOOLEAN NOT NULL,
    auteur TEXT NOT NULL,
    status TEXT NOT NULL,
    inhoud_is_vervallen BOOLEAN,
    formaat TEXT NOT NULL,
    taal TEXT NOT NULL,
    begin_registratie TEXT NOT NULL,
    bestandsnaam TEXT NOT NULL,
    inhoud_sleutel TEXT,                            -- Loket's own: where the file is in the object store
    bestandsomvang BIGINT,
    link TEXT NOT NULL,
    beschrijving TEXT NOT NULL,
    ontvangstdatum TEXT,
    verzenddatum TEXT,
    indicatie_gebruiksrecht BOOLEAN,
    verschijningsvorm TEXT NOT NULL,
    ondertekening_soort TEXT,
    ondertekening_datum TEXT,
    integriteit_algoritme TEXT,
    integriteit_waarde TEXT,
    integriteit_datum TEXT,
    trefwoorden TEXT NOT NULL,                      -- JSON list
    PRIMARY KEY (informatieobject_id, versie)
);

CREATE TABLE zaakinformatieobjecten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL,
    informatieobject_id UUID REFERENCES enkelvoudige_informatieobjecten (id) DEFERRABLE INITIALLY DEFERRED,
    informatieobject_url TEXT,
    zaak_id UUID NOT NULL REFERENCES zaken (id) DEFERRABLE INITIALLY DEFERRED,
    titel TEXT NOT NULL,
    beschrijving TEXT NOT NULL,
    registratiedatum TEXT NOT NULL,
    vernietigingsdatum TEXT,
    status_id UUID REFERENCES statussen (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX zaakinformatieobjecten_zaak ON zaakinformatieobjecten (zaak_id);
CREATE INDEX zaakinformatieobjecten_document ON zaakinformatieobjecten (informatieobject_id);
