//! Zaak: a request or report that is handled until there is a result.

pub(in crate::zaken) mod lijst;
pub(in crate::zaken) mod stappen;

pub use lijst::{
    Beller, Lijst, Plaats, Telling, aantal_deelzaken, by_id, by_ids, by_nummer, deelzaken, een_van_beller, lijst, open,
    open_deelzaken, select_ids, stappen_bij, stappen_van, telling, van_beller, van_partij, van_teams,
};
pub use stappen::{
    FeitenGewijzigd, Rekenstap, Stap, StapId, Toewijzing, hervatten, kenmerken_verbeteren, koppelen,
    ontvangst_verbeteren, openen_deelzaak, opschorten, toewijzen, verlengen, wijzigen,
};

use jiff::civil::Date;
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Change, Gebeurtenis, Handeling, Ids, Moment, Result, Row, Soort, date_value};
use sea_query::Value;
use serde::{Deserialize, Serialize};
use serde_json::json;
use termijnen::Termijn;

use super::{Rol, Status, Zaakeigenschap};
use crate::Values;
use crate::catalogi::{
    Archiefnominatie, Complexiteit, ResultaattypeId, StatustypeId, Vertrouwelijkheid, Zaaktype, ZaaktypeId,
};
use crate::klantinteracties::Klantgroep;

kern::id_types! {
    /// A zaak.
    ZaakId,
}

/// A zaak was made, with its first status, rollen and eigenschappen.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("zaak", "aangemaakt");
/// A zaak was changed; `wijziging` in its facts says how.
pub const GEWIJZIGD: Soort<FeitenGewijzigd> = Soort::new("zaak", "gewijzigd");
/// Somebody saw a zaak, for the purpose in `doel`.
pub const GERAADPLEEGD: Soort = Soort::new("zaak", "geraadpleegd");

crate::code_enum! {
    /// What a zaak waits for.
    WachtOp {
        /// Whoever handles it.
        Behandelaar "behandelaar",
        /// The applicant, who has to supply something.
        Aanvrager "aanvrager",
        /// A sub-case.
        Deelzaak "deelzaak",
        /// Nothing: it is closed.
        Niemand "niemand",
    }
    /// What changed in a zaak; also the kind of a step on its time line.
    Wijziging {
        /// It was registered.
        Geregistreerd "geregistreerd",
        /// It went to a team or medewerker.
        Toegewezen "toegewezen",
        /// Its term stands still.
        Opgeschort "opgeschort",
        /// Its term runs again.
        Hervat "hervat",
        /// Its term was extended.
        Verlengd "verlengd",
        /// Something that is known of it.
        Gegevens "gegevens",
        /// The day on which it came in was put right.
        Ontvangst "ontvangst",
        /// For whom it is, or how much work, was put right.
        Kenmerken "kenmerken",
        /// Its dates were computed anew, as what they rest on changed.
        Herrekend "herrekend",
        /// Somebody got a part in it.
        Betrokken "betrokken",
        /// Somebody lost their part in it.
        Ontheven "ontheven",
        /// It became a sub-case, or got one.
        Gekoppeld "gekoppeld",
        /// Its receipt was confirmed.
        Bevestigd "bevestigd",
        /// The confirmation of its receipt did not arrive.
        NietBevestigd "niet_bevestigd",
        /// Word was sent that nothing is missing any more.
        Compleet "compleet",
        /// It was closed with a result.
        Afgehandeld "afgehandeld",
    }
}

/// The number people know a case by.
///
/// ```
/// assert_eq!(registers::zaken::zaaknummer(2026, 1234), "ZAAK-2026-0000001234");
/// ```
#[must_use]
pub fn zaaknummer(jaar: i16, taken: i64) -> String {
    format!("ZAAK-{jaar}-{taken:010}")
}

/// One case. The standard's fields first, then Loket's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Zaak {
    /// Its id.
    pub id: ZaakId,
    /// The number people know it by.
    pub identificatie: String,
    /// RSIN of the organisation that made it.
    pub bronorganisatie: String,
    /// What it is, in a line.
    pub omschrijving: String,
    /// What the applicant said about it.
    pub toelichting: String,
    /// The version of its zaaktype that it began with.
    pub zaaktype: ZaaktypeId,
    /// The day on which it was registered.
    pub registratiedatum: Date,
    /// RSIN of the organisation that answers for it.
    pub verantwoordelijke_organisatie: String,
    /// The day on which the request came in; terms run from here.
    pub startdatum: Date,
    /// The day on which it was closed; none: it is open.
    pub einddatum: Option<Date>,
    /// The day on which the organisation aims to be done.
    pub einddatum_gepland: Option<Date>,
    /// The last day that the law allows.
    pub uiterlijke_einddatum_afdoening: Option<Date>,
    /// Code of the channel it came in over.
    pub communicatiekanaal: String,
    /// Who may see it.
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheid,
    /// Where it is about: GeoJSON.
    pub zaakgeometrie: Option<String>,
    /// Why its term was extended.
    pub verlenging_reden: Option<String>,
    /// With how much.
    #[serde(with = "crate::termijn::option")]
    pub verlenging_duur: Option<Termijn>,
    /// Whether its term stands still.
    pub opschorting_indicatie: bool,
    /// Why it does, or did last.
    pub opschorting_reden: String,
    /// The case that this one is a part of.
    pub hoofdzaak: Option<ZaakId>,
    /// Kept or destroyed, once it is closed.
    pub archiefnominatie: Option<Archiefnominatie>,
    /// When that is to be done.
    pub archiefactiedatum: Option<Date>,
    /// Raised by each change.
    pub versie: i64,
    /// Code of the product that was asked for.
    pub product: Option<String>,
    /// With whom it lies.
    pub team: TeamId,
    /// Who handles it.
    pub medewerker: Option<MedewerkerId>,
    /// Its last status.
    pub statustype: Option<StatustypeId>,
    /// Its result.
    pub resultaattype: Option<ResultaattypeId>,
    /// When the request came in.
    pub ontvangen_op: Moment,
    /// When its receipt was confirmed: when word of it had left, or stood there in Mijn for somebody who can log in.
    pub bevestigd_op: Option<Moment>,
    /// Since when whoever applied can see it by themselves, when they log in.
    #[serde(default)]
    pub in_mijn_op: Option<Moment>,
    /// When somebody got it in hands first.
    pub bij_behandelaar_op: Option<Moment>,
    /// When it was closed.
    pub afgehandeld_op: Option<Moment>,
    /// For whom it was asked; none: nobody outside did, or it was registered before this was known.
    #[serde(default)]
    pub klantgroep: Option<Klantgroep>,
    /// How much work it is.
    #[serde(default)]
    pub complexiteit: Complexiteit,
    /// What it waits for.
    pub wacht_op: WachtOp,
}

/// What norms and reports count a zaak by. Nothing personal: it stays for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feiten {
    /// Identificatie of the zaaktype.
    pub zaaktype: String,
    /// Code of the product.
    pub product: Option<String>,
    /// Code of the channel.
    pub kanaal: String,
    /// With whom it lies.
    pub team: TeamId,
    /// Who handles it.
    pub medewerker: Option<MedewerkerId>,
    /// Whether it is part of another.
    pub deelzaak: bool,
    /// When the request came in.
    pub ontvangen_op: Moment,
    /// The local date of that.
    pub datum: Date,
    /// The last day that the law allows.
    pub uiterlijk: Option<Date>,
    /// Whether its term stands still.
    pub opgeschort: bool,
    /// When its receipt was confirmed.
    pub bevestigd_op: Option<Moment>,
    /// Since when whoever applied can see it by themselves.
    #[serde(default)]
    pub in_mijn_op: Option<Moment>,
    /// When somebody got it in hands first.
    pub bij_behandelaar_op: Option<Moment>,
    /// When it was closed.
    pub afgehandeld_op: Option<Moment>,
    /// Identificatie-free result: the id of its type.
    pub resultaattype: Option<ResultaattypeId>,
    /// For whom it was asked.
    #[serde(default)]
    pub klantgroep: Option<Klantgroep>,
    /// How much work it is.
    #[serde(default)]
    pub complexiteit: Complexiteit,
}

impl Zaak {
    /// Whether it takes further steps.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.einddatum.is_none()
    }

    /// What it is counted by.
    #[must_use]
    pub fn feiten(&self, zaaktype: &Zaaktype) -> Feiten {
        Feiten {
            zaaktype: zaaktype.identificatie.clone(),
            product: self.product.clone(),
            kanaal: self.communicatiekanaal.clone(),
            team: self.team,
            medewerker: self.medewerker,
            deelzaak: self.hoofdzaak.is_some(),
            ontvangen_op: self.ontvangen_op,
            datum: self.ontvangen_op.date(),
            uiterlijk: self.uiterlijke_einddatum_afdoening,
            opgeschort: self.opschorting_indicatie,
            bevestigd_op: self.bevestigd_op,
            in_mijn_op: self.in_mijn_op,
            bij_behandelaar_op: self.bij_behandelaar_op,
            afgehandeld_op: self.afgehandeld_op,
            resultaattype: self.resultaattype,
            klantgroep: self.klantgroep,
            complexiteit: self.complexiteit,
        }
    }

    fn columns(&self) -> Values {
        let date = |date: Option<Date>| Value::from(date.map(|date| date.to_string()));
        vec![
            ("omschrijving", self.omschrijving.clone().into()),
            ("toelichting", self.toelichting.clone().into()),
            ("einddatum", date(self.einddatum)),
            ("einddatum_gepland", date(self.einddatum_gepland)),
            ("uiterlijke_einddatum_afdoening", date(self.uiterlijke_einddatum_afdoening)),
            ("vertrouwelijkheidaanduiding", self.vertrouwelijkheidaanduiding.into()),
            ("zaakgeometrie", self.zaakgeometrie.clone().into()),
            ("verlenging_reden", self.verlenging_reden.clone().into()),
            ("verlenging_duur", self.verlenging_duur.map(|t| t.to_string()).into()),
            ("opschorting_indicatie", self.opschorting_indicatie.into()),
            ("opschorting_reden", self.opschorting_reden.clone().into()),
            ("hoofdzaak_id", self.hoofdzaak.into()),
            ("archiefnominatie", self.archiefnominatie.into()),
            ("archiefactiedatum", date(self.archiefactiedatum)),
            ("versie", self.versie.into()),
            ("product", self.product.clone().into()),
            ("team_id", self.team.into()),
            ("medewerker_id", self.medewerker.into()),
            ("statustype_id", self.statustype.into()),
            ("resultaattype_id", self.resultaattype.into()),
            ("bevestigd_op", self.bevestigd_op.into()),
            ("in_mijn_op", self.in_mijn_op.into()),
            ("bij_behandelaar_op", self.bij_behandelaar_op.into()),
            ("afgehandeld_op", self.afgehandeld_op.into()),
            ("klantgroep", self.klantgroep.into()),
            ("complexiteit", self.complexiteit.into()),
            ("wacht_op", self.wacht_op.into()),
        ]
    }

    /// What is written once, when it is made.
    fn first_columns(&self) -> Values {
        vec![
            ("id", self.id.into()),
            ("identificatie", self.identificatie.clone().into()),
            ("bronorganisatie", self.bronorganisatie.clone().into()),
            ("zaaktype_id", self.zaaktype.into()),
            ("registratiedatum", date_value(self.registratiedatum)),
            ("verantwoordelijke_organisatie", self.verantwoordelijke_organisatie.clone().into()),
            ("startdatum", date_value(self.startdatum)),
            ("communicatiekanaal", self.communicatiekanaal.clone().into()),
            ("ontvangen_op", self.ontvangen_op.into()),
            ("producten_of_diensten", "[]".into()),
            ("betalingsindicatie", "".into()),
            ("selectielijstklasse", "".into()),
            ("relevante_andere_zaken", "[]".into()),
            ("kenmerken", "[]".into()),
            ("archiefstatus", "nog_te_archiveren".into()),
            ("opdrachtgevende_organisatie", "".into()),
        ]
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            identificatie: row.get("identificatie")?,
            bronorganisatie: row.get("bronorganisatie")?,
            omschrijving: row.get("omschrijving")?,
            toelichting: row.get("toelichting")?,
            zaaktype: row.get("zaaktype_id")?,
            registratiedatum: row.get("registratiedatum")?,
            verantwoordelijke_organisatie: row.get("verantwoordelijke_organisatie")?,
            startdatum: row.get("startdatum")?,
            einddatum: row.get("einddatum")?,
            einddatum_gepland: row.get("einddatum_gepland")?,
            uiterlijke_einddatum_afdoening: row.get("uiterlijke_einddatum_afdoening")?,
            communicatiekanaal: row.get("communicatiekanaal")?,
            vertrouwelijkheidaanduiding: row.get("vertrouwelijkheidaanduiding")?,
            zaakgeometrie: row.get("zaakgeometrie")?,
            verlenging_reden: row.get("verlenging_reden")?,
            verlenging_duur: crate::termijn::read_option(row, "verlenging_duur")?,
            opschorting_indicatie: row.get("opschorting_indicatie")?,
            opschorting_reden: row.get("opschorting_reden")?,
            hoofdzaak: row.get("hoofdzaak_id")?,
            archiefnominatie: row.get("archiefnominatie")?,
            archiefactiedatum: row.get("archiefactiedatum")?,
            versie: row.get("versie")?,
            product: row.get("product")?,
            team: row.get("team_id")?,
            medewerker: row.get("medewerker_id")?,
            statustype: row.get("statustype_id")?,
            resultaattype: row.get("resultaattype_id")?,
            ontvangen_op: row.get("ontvangen_op")?,
            bevestigd_op: row.get("bevestigd_op")?,
            in_mijn_op: row.get("in_mijn_op")?,
            bij_behandelaar_op: row.get("bij_behandelaar_op")?,
            afgehandeld_op: row.get("afgehandeld_op")?,
            klantgroep: row.get("klantgroep")?,
            complexiteit: row.get("complexiteit")?,
            wacht_op: row.get("wacht_op")?,
        })
    }
}

/// What comes with a new zaak.
#[derive(Clone, Debug, Default)]
pub struct Erbij {
    /// Its first status.
    pub status: Option<Status>,
    /// Who has a part in it.
    pub rollen: Vec<Rol>,
    /// What is known of it.
    pub eigenschappen: Vec<Zaakeigenschap>,
    /// How its dates came about.
    pub berekening: Vec<Rekenstap>,
}

/// A new zaak with all that it begins with: one gebeurtenis, as it is one thing that happened.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, zaaktype: &Zaaktype, zaak: &Zaak, erbij: &Erbij) -> Result<Change> {
    let organisatie = handeling.organisatie;
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, zaak.id.uuid())
        .op(zaak.ontvangen_op)
        .feiten(&zaak.feiten(zaaktype))?
        .na(&json!({ "zaak": zaak, "rollen": erbij.rollen, "eigenschappen": erbij.eigenschappen }))?;
    let mut values = zaak.first_columns();
    values.push(("organisatie_id", organisatie.into()));
    values.extend(zaak.columns());
    let stap = Stap {
        berekening: erbij.berekening.clone(),
        naar_team: Some(zaak.team),
        naar_medewerker: zaak.medewerker,
        ..Stap::new(handeling, ids, Wijziging::Geregistreerd, "")
    };
    let mut change = Change::new(event).insert("zaken", values).insert("zaak_stappen", stap.values(organisatie, zaak)?);
    if let Some(status) = &erbij.status {
        change = change.insert("statussen", status.values(organisatie));
    }
    for rol in &erbij.rollen {
        change = change.insert("rollen", rol.values(organisatie)?);
    }
    for eigenschap in &erbij.eigenschappen {
        change = change.insert("zaakeigenschappen", eigenschap.values(organisatie));
    }
    Ok(change)
}

/// That somebody saw a zaak.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn geraadpleegd(handeling: &Handeling, ids: &Ids, zaak: ZaakId) -> Result<Change> {
    Ok(Change::new(Gebeurtenis::new(handeling, ids, GERAADPLEEGD, zaak.uuid())))
}
