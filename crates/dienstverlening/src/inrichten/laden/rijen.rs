//! The rows of teams, medewerkers and products, as far as a folder decides about them.

use jiff::civil::Date;
use kern::organisaties::{Afwezigheid, MedewerkerId, TeamId};
use kern::{Result, Row, Soort, date_value};
use registers::catalogi::Vertrouwelijkheid;
use registers::zaken::Zaaktoegang;
use sea_query::Value;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::verschil::{self, Rij};
use crate::inrichten::inrichting::{MedewerkerSpec, ProductSpec, TeamSpec};
use crate::inrichten::soorten::{self, Openingsuren};

/// A team.
#[derive(Clone, PartialEq, Serialize)]
pub(super) struct TeamRij {
    code: String,
    naam: String,
    afdeling: String,
    manager: Option<MedewerkerId>,
    vragenset: Option<String>,
    klantcontactcentrum: bool,
    openingstijden: Option<Openingsuren>,
    actief: bool,
}

impl TeamRij {
    pub(super) fn van(spec: &TeamSpec, manager: MedewerkerId) -> Self {
        Self {
            code: spec.code.clone(),
            naam: spec.naam.clone(),
            afdeling: spec.afdeling.clone(),
            manager: Some(manager),
            vragenset: spec.vragenset.clone(),
            klantcontactcentrum: spec.klantcontactcentrum,
            openingstijden: spec.openingstijden.clone(),
            actief: true,
        }
    }

    pub(super) fn naam(&self) -> &str {
        &self.naam
    }
}

impl Rij for TeamRij {
    type Feiten = soorten::Team;

    const TABEL: &'static str = "teams";
    const NAAM: &'static str = "teams";
    const SOORTEN: [Soort<soorten::Team>; 3] =
        [soorten::TEAM_AANGEMAAKT, soorten::TEAM_GEWIJZIGD, soorten::TEAM_INGETROKKEN];
    const COLUMNS: &'static [&'static str] =
        &["code", "naam", "afdeling", "manager_id", "vragenset", "klantcontactcentrum", "openingstijden", "actief"];

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            code: row.get("code")?,
            naam: row.get("naam")?,
            afdeling: row.get("afdeling")?,
            manager: row.get("manager_id")?,
            vragenset: row.get("vragenset")?,
            klantcontactcentrum: row.get("klantcontactcentrum")?,
            openingstijden: row
                .get::<Option<Json>>("openingstijden")?
                .map(|hours| Openingsuren::deserialize(&hours))
                .transpose()?,
            actief: row.get("actief")?,
        })
    }

    fn sleutel(&self) -> &str {
        &self.code
    }

    fn actief(&self) -> bool {
        self.actief
    }

    fn ingetrokken(&self) -> Self {
        Self { actief: false, ..self.clone() }
    }

    fn columns(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.code.clone().into(),
            self.naam.clone().into(),
            self.afdeling.clone().into(),
            self.manager.into(),
            self.vragenset.clone().into(),
            self.klantcontactcentrum.into(),
            self.openingstijden.as_ref().map(serde_json::to_string).transpose()?.into(),
            self.actief.into(),
        ])
    }

    fn feiten(&self) -> soorten::Team {
        soorten::Team {
            code: self.code.clone(),
            afdeling: self.afdeling.clone(),
            openingstijden: self.openingstijden.clone(),
            actief: self.actief,
        }
    }
}

/// What a team may do with cases of a zaaktype that do not lie with it.
#[derive(Clone, PartialEq, Serialize)]
pub(super) struct AutorisatieRij {
    sleutel: String,
    team: TeamId,
    zaaktype: String,
    max_vertrouwelijkheidaanduiding: Vertrouwelijkheid,
    toegang: Zaaktoegang,
    actief: bool,
}

impl AutorisatieRij {
    /// Those of a team, each with its name; of two about the same the one that reaches furthest counts.
    pub(super) fn van(spec: &TeamSpec, team: TeamId) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::new();
        for autorisatie in &spec.autorisaties {
            for zaaktype in &autorisatie.zaaktypen {
                let sleutel = format!("{}/{zaaktype}/{}", spec.code, autorisatie.toegang);
                let max = autorisatie.max_vertrouwelijkheid;
                match rows.iter_mut().find(|known| known.sleutel == sleutel) {
                    Some(known) => {
                        known.max_vertrouwelijkheidaanduiding = known.max_vertrouwelijkheidaanduiding.max(max);
                    }
                    None => rows.push(Self {
                        sleutel,
                        team,
                        zaaktype: zaaktype.clone(),
                        max_vertrouwelijkheidaanduiding: max,
                        toegang: autorisatie.toegang,
                        actief: true,
                    }),
                }
            }
        }
        rows
    }
}

impl Rij for AutorisatieRij {
    type Feiten = soorten::Autorisatie;

    const TABEL: &'static str = "zaakautorisaties";
    const NAAM: &'static str = "autorisaties";
    const SOORTEN: [Soort<soorten::Autorisatie>; 3] =
        [soorten::AUTORISATIE_AANGEMAAKT, soorten::AUTORISATIE_GEWIJZIGD, soorten::AUTORISATIE_INGETROKKEN];
    const COLUMNS: &'static [&'static str] =
        &["sleutel", "team_id", "zaaktype", "max_vertrouwelijkheidaanduiding", "toegang", "actief"];

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            sleutel: row.get("sleutel")?,
            team: row.get("team_id")?,
            zaaktype: row.get("zaaktype")?,
            max_vertrouwelijkheidaanduiding: row.get("max_vertrouwelijkheidaanduiding")?,
            toegang: row.get("toegang")?,
            actief: row.get("actief")?,
        })
    }

    fn sleutel(&self) -> &str {
        &self.sleutel
    }

    fn actief(&self) -> bool {
        self.actief
    }

    fn ingetrokken(&self) -> Self {
        Self { actief: false, ..self.clone() }
    }

    fn columns(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.sleutel.clone().into(),
            self.team.into(),
            self.zaaktype.clone().into(),
            self.max_vertrouwelijkheidaanduiding.into(),
            self.toegang.into(),
            self.actief.into(),
        ])
    }

    fn feiten(&self) -> soorten::Autorisatie {
        soorten::Autorisatie {
            team: self.team,
            zaaktype: self.zaaktype.clone(),
            max_vertrouwelijkheidaanduiding: self.max_vertrouwelijkheidaanduiding,
            toegang: self.toegang,
            actief: self.actief,
        }
    }
}

/// Somebody who works there.
#[derive(Clone, PartialEq, Serialize)]
pub(super) struct MedewerkerRij {
    gebruikersnaam: String,
    naam: String,
    team: TeamId,
    rollen: String,
    telefoon: Option<String>,
    afwezig: Vec<Afwezigheid>,
    actief: bool,
}

impl MedewerkerRij {
    pub(super) fn van(spec: &MedewerkerSpec, team: TeamId) -> Self {
        Self {
            gebruikersnaam: spec.gebruikersnaam.clone(),
            naam: spec.naam.clone(),
            team,
            rollen: spec.rollen.iter().map(|rol| rol.code()).collect::<Vec<_>>().join(" "),
            telefoon: spec.telefoon.clone(),
            afwezig: spec.afwezig.clone(),
            actief: true,
        }
    }

    pub(super) fn naam(&self) -> &str {
        &self.naam
    }
}

impl Rij for MedewerkerRij {
    type Feiten = soorten::Medewerker;

    const TABEL: &'static str = "medewerkers";
    const NAAM: &'static str = "medewerkers";
    const SOORTEN: [Soort<soorten::Medewerker>; 3] =
        [soorten::MEDEWERKER_AANGEMAAKT, soorten::MEDEWERKER_GEWIJZIGD, soorten::MEDEWERKER_INGETROKKEN];
    const COLUMNS: &'static [&'static str] =
        &["gebruikersnaam", "naam", "team_id", "rollen", "telefoon", "afwezig", "actief"];

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            gebruikersnaam: row.get("gebruikersnaam")?,
            naam: row.get("naam")?,
            team: row.get("team_id")?,
            rollen: row.get("rollen")?,
            telefoon: row.get("telefoon")?,
            afwezig: Vec::deserialize(row.get::<Json>("afwezig")?)?,
            actief: row.get("actief")?,
        })
    }

    fn sleutel(&self) -> &str {
        &self.gebruikersnaam
    }

    fn actief(&self) -> bool {
        self.actief
    }

    fn ingetrokken(&self) -> Self {
        Self { actief: false, ..self.clone() }
    }

    fn columns(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.gebruikersnaam.clone().into(),
            self.naam.clone().into(),
            self.team.into(),
            self.rollen.clone().into(),
            self.telefoon.clone().into(),
            verschil::json(&self.afwezig)?,
            self.actief.into(),
        ])
    }

    fn feiten(&self) -> soorten::Medewerker {
        soorten::Medewerker::Ingericht { team: self.team, rollen: self.rollen.clone(), actief: self.actief }
    }

    fn bij_aanmaken(&self) -> Vec<(&'static str, Value)> {
        vec![("voorkeuren", "{}".into())]
    }
}

/// A product.
#[derive(Clone, PartialEq, Serialize)]
pub(super) struct ProductRij {
    code: String,
    naam: String,
    naam_en: Option<String>,
    upl: Option<String>,
    thema: String,
    team: TeamId,
    reden: String,
    trefwoorden: Vec<String>,
    vragen: Vec<String>,
    gerelateerd: Vec<String>,
    levensgebeurtenissen: Vec<String>,
    meest_gevraagd: Option<i64>,
    gewicht: i64,
    openbaar: bool,
    gecontroleerd_op: Date,
    actief: bool,
}

impl ProductRij {
    pub(super) fn van(spec: &ProductSpec, team: TeamId) -> Self {
        Self {
            code: spec.code.clone(),
            naam: spec.naam.clone(),
            naam_en: spec.naam_en.clone(),
            upl: spec.upl.clone(),
            thema: spec.thema.clone(),
            team,
            reden: spec.reden.clone(),
            trefwoorden: spec.trefwoorden.clone(),
            vragen: spec.vragen.clone(),
            gerelateerd: spec.gerelateerd.clone(),
            levensgebeurtenissen: spec.levensgebeurtenissen.clone(),
            meest_gevraagd: spec.meest_gevraagd,
            gewicht: spec.gewicht,
            openbaar: spec.openbaar,
            gecontroleerd_op: spec.gecontroleerd_op,
            actief: true,
        }
    }
}

impl Rij for ProductRij {
    type Feiten = soorten::Product;

    const TABEL: &'static str = "producten";
    const NAAM: &'static str = "producten";
    const SOORTEN: [Soort<soorten::Product>; 3] =
        [soorten::PRODUCT_AANGEMAAKT, soorten::PRODUCT_GEWIJZIGD, soorten::PRODUCT_INGETROKKEN];
    const COLUMNS: &'static [&'static str] = &[
        "code",
        "naam",
        "naam_en",
        "upl",
        "thema",
        "team_id",
        "reden",
        "trefwoorden",
        "vragen",
        "gerelateerd",
        "levensgebeurtenissen",
        "meest_gevraagd",
        "gewicht",
        "openbaar",
        "gecontroleerd_op",
        "actief",
    ];

    fn from_row(row: &Row) -> Result<Self> {
        let list = |column: &str| -> Result<Vec<String>> { Ok(Vec::deserialize(row.get::<Json>(column)?)?) };
        Ok(Self {
            code: row.get("code")?,
            naam: row.get("naam")?,
            naam_en: row.get("naam_en")?,
            upl: row.get("upl")?,
            thema: row.get("thema")?,
            team: row.get("team_id")?,
            reden: row.get("reden")?,
            trefwoorden: list("trefwoorden")?,
            vragen: list("vragen")?,
            gerelateerd: list("gerelateerd")?,
            levensgebeurtenissen: list("levensgebeurtenissen")?,
            meest_gevraagd: row.get("meest_gevraagd")?,
            gewicht: row.get("gewicht")?,
            openbaar: row.get("openbaar")?,
            gecontroleerd_op: row.get("gecontroleerd_op")?,
            actief: row.get("actief")?,
        })
    }

    fn sleutel(&self) -> &str {
        &self.code
    }

    fn actief(&self) -> bool {
        self.actief
    }

    fn ingetrokken(&self) -> Self {
        Self { actief: false, ..self.clone() }
    }

    fn columns(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.code.clone().into(),
            self.naam.clone().into(),
            self.naam_en.clone().into(),
            self.upl.clone().into(),
            self.thema.clone().into(),
            self.team.into(),
            self.reden.clone().into(),
            verschil::json(&self.trefwoorden)?,
            verschil::json(&self.vragen)?,
            verschil::json(&self.gerelateerd)?,
            verschil::json(&self.levensgebeurtenissen)?,
            self.meest_gevraagd.into(),
            self.gewicht.into(),
            self.openbaar.into(),
            date_value(self.gecontroleerd_op),
            self.actief.into(),
        ])
    }

    fn feiten(&self) -> soorten::Product {
        soorten::Product {
            code: self.code.clone(),
            thema: self.thema.clone(),
            openbaar: self.openbaar,
            actief: self.actief,
        }
    }
}
