//! Zaaktype: a kind of case, with everything that belongs to it.

use jiff::civil::Date;
use kern::organisaties::TeamId;
use kern::{Result, Row, date_value};
use sea_query::Value;
use serde::{Deserialize, Serialize};
use termijnen::Termijn;
use termijnen::wettelijk::Grondslag;

use super::onderdelen::{
    Eigenschap, OmschrijvingGeneriek, Resultaattype, ResultaattypeId, Roltype, Statustype, StatustypeId,
    ZaaktypeInformatieobjecttype,
};
use crate::Values;

kern::id_types! {
    /// A version of a zaaktype.
    ZaaktypeId,
}

crate::code_enum! {
    /// Who may see something, from everybody to hardly anybody.
    Vertrouwelijkheid {
        /// Everybody.
        Openbaar "openbaar",
        /// Everybody who has an interest in it.
        BeperktOpenbaar "beperkt_openbaar",
        /// Everybody inside.
        Intern "intern",
        /// Those who handle the case, and whom it is about.
        Zaakvertrouwelijk "zaakvertrouwelijk",
        /// A named circle.
        Vertrouwelijk "vertrouwelijk",
        /// A small named circle.
        Confidentieel "confidentieel",
        /// Persons by name.
        Geheim "geheim",
        /// Persons by name, each look approved.
        ZeerGeheim "zeer_geheim",
    }
}

crate::code_enum! {
    /// How much work a case is.
    #[derive(Default)]
    Complexiteit {
        /// As much as most.
        #[default]
        Gewoon "gewoon",
        /// Large, or hard to decide: promises can give it more time.
        Complex "complex",
    }
}

crate::code_enum! {
    /// Whom a kind of case is for.
    #[derive(Default)]
    InternOfExtern {
        /// For people outside: they hear of it.
        #[default]
        Extern "extern",
        /// Work between ourselves, such as advice for another case: nothing about it goes out.
        Intern "intern",
    }
}

/// A version of a kind of case. Terms are as the law ([`doorlooptijd`](Self::doorlooptijd)) and the organisation
/// ([`servicenorm`](Self::servicenorm)) have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaaktype {
    /// Its id: another for each version.
    pub id: ZaaktypeId,
    /// The name it is known by, the same in all versions: the code of its file.
    pub identificatie: String,
    /// What people call it.
    pub omschrijving: String,
    /// The same in English, or empty.
    pub omschrijving_en: String,
    /// Who may see its cases.
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheid,
    /// Whether it is for people outside.
    #[serde(default)]
    pub indicatie_intern_of_extern: InternOfExtern,
    /// What it is for.
    pub doel: String,
    /// What makes a case begin.
    pub aanleiding: String,
    /// More about it.
    pub toelichting: String,
    /// What whoever begins it does: `aanvragen`, `melden`, `indienen`.
    pub handeling_initiator: String,
    /// What it is about: `vergunning`, `uittreksel`.
    pub onderwerp: String,
    /// What whoever handles it does: `behandelen`, `uitvoeren`.
    pub handeling_behandelaar: String,
    /// The term that the law sets, as ISO 8601.
    #[serde(with = "crate::termijn")]
    pub doorlooptijd: Termijn,
    /// What that term rests on.
    #[serde(with = "crate::termijn::grondslag", default = "crate::termijn::grondslag::wet")]
    pub grondslag: Grondslag,
    /// Where it stands, `4:13 Awb`; empty: not said.
    #[serde(default)]
    pub grondslag_artikel: String,
    /// Where its extension stands; empty: not said.
    #[serde(default)]
    pub verlenging_artikel: String,
    /// Of an objection: the name of the [`Eigenschap`] that holds the day on which the decision that it is against was made known. The term
    /// counts from the last day to object to that (Awb, article 7:10(1)). Empty: its cases are no objections.
    #[serde(default)]
    pub bestreden_besluit: String,
    /// What its cases are at first; whoever handles one can say otherwise.
    #[serde(default)]
    pub complexiteit: Complexiteit,
    /// The term that the organisation aims at.
    #[serde(with = "crate::termijn::option")]
    pub servicenorm: Option<Termijn>,
    /// Whether the term can stand still.
    pub opschorting_en_aanhouding_mogelijk: bool,
    /// With how much the term can be extended; none: it cannot.
    #[serde(with = "crate::termijn::option")]
    pub verlengingstermijn: Option<Termijn>,
    /// Words it is found by.
    pub trefwoorden: Vec<String>,
    /// URL of the process type in the selectielijst.
    pub selectielijst_procestype: String,
    /// Identificaties of the kinds of sub-cases that it may have.
    pub deelzaaktypen: Vec<String>,
    /// First day on which a case of this version can begin.
    pub begin_geldigheid: Date,
    /// The day before the next version took over, or on which it was withdrawn.
    pub einde_geldigheid: Option<Date>,
    /// Who handles its cases.
    pub team: TeamId,
    /// Raised by each change of this version itself.
    pub versie: i64,
    /// Its statuses, in order; the last one ends a case.
    pub statustypen: Vec<Statustype>,
    /// Its results.
    pub resultaattypen: Vec<Resultaattype>,
    /// Its roles.
    pub roltypen: Vec<Roltype>,
    /// Its properties.
    pub eigenschappen: Vec<Eigenschap>,
    /// The kinds of documents that go with it.
    pub informatieobjecttypen: Vec<ZaaktypeInformatieobjecttype>,
}

impl Zaaktype {
    /// The status in which a case begins.
    #[must_use]
    pub fn eerste_status(&self) -> Option<&Statustype> {
        self.statustypen.first()
    }

    /// The status that ends a case.
    #[must_use]
    pub fn eindstatus(&self) -> Option<&Statustype> {
        self.statustypen.last()
    }

    /// One of its statuses.
    #[must_use]
    pub fn statustype(&self, id: StatustypeId) -> Option<&Statustype> {
        self.statustypen.iter().find(|statustype| statustype.id == id)
    }

    /// Whether this status ends a case.
    #[must_use]
    pub fn is_eindstatus(&self, id: StatustypeId) -> bool {
        self.eindstatus().is_some_and(|last| last.id == id)
    }

    /// One of its results.
    #[must_use]
    pub fn resultaattype(&self, id: ResultaattypeId) -> Option<&Resultaattype> {
        self.resultaattypen.iter().find(|resultaattype| resultaattype.id == id)
    }

    /// Its role of this kind.
    #[must_use]
    pub fn roltype(&self, generiek: OmschrijvingGeneriek) -> Option<&Roltype> {
        self.roltypen.iter().find(|roltype| roltype.omschrijving_generiek == generiek)
    }

    /// Its role by what it is called, `Gemachtigde`.
    #[must_use]
    pub fn roltype_genaamd(&self, omschrijving: &str) -> Option<&Roltype> {
        self.roltypen.iter().find(|roltype| roltype.omschrijving == omschrijving)
    }

    /// One of its properties.
    #[must_use]
    pub fn eigenschap(&self, naam: &str) -> Option<&Eigenschap> {
        self.eigenschappen.iter().find(|eigenschap| eigenschap.naam == naam)
    }

    /// Whether a case of this version can begin on this day.
    #[must_use]
    pub fn is_geldig(&self, op: Date) -> bool {
        self.begin_geldigheid <= op && self.einde_geldigheid.is_none_or(|einde| op <= einde)
    }

    pub(super) const COLUMNS: [&'static str; 29] = [
        "id",
        "identificatie",
        "omschrijving",
        "omschrijving_en",
        "vertrouwelijkheidaanduiding",
        "indicatie_intern_of_extern",
        "doel",
        "aanleiding",
        "toelichting",
        "handeling_initiator",
        "onderwerp",
        "handeling_behandelaar",
        "doorlooptijd",
        "grondslag",
        "grondslag_artikel",
        "verlenging_artikel",
        "bestreden_besluit",
        "complexiteit",
        "servicenorm",
        "opschorting_en_aanhouding_mogelijk",
        "verlengingstermijn",
        "trefwoorden",
        "selectielijst_procestype",
        "deelzaaktype_identificaties",
        "begin_geldigheid",
        "einde_geldigheid",
        "team_id",
        "versie",
        "controlegetal",
    ];

    pub(super) fn columns(&self) -> Result<Values> {
        let empty = || Value::from("");
        Ok(vec![
            ("identificatie", self.identificatie.clone().into()),
            ("omschrijving", self.omschrijving.clone().into()),
            ("omschrijving_generiek", empty()),
            ("omschrijving_en", self.omschrijving_en.clone().into()),
            ("vertrouwelijkheidaanduiding", self.vertrouwelijkheidaanduiding.into()),
            ("doel", self.doel.clone().into()),
            ("aanleiding", self.aanleiding.clone().into()),
            ("toelichting", self.toelichting.clone().into()),
            ("indicatie_intern_of_extern", self.indicatie_intern_of_extern.into()),
            ("handeling_initiator", self.handeling_initiator.clone().into()),
            ("onderwerp", self.onderwerp.clone().into()),
            ("handeling_behandelaar", self.handeling_behandelaar.clone().into()),
            ("doorlooptijd", self.doorlooptijd.to_string().into()),
            ("grondslag", self.grondslag.to_string().into()),
            ("grondslag_artikel", self.grondslag_artikel.clone().into()),
            ("verlenging_artikel", self.verlenging_artikel.clone().into()),
            ("bestreden_besluit", self.bestreden_besluit.clone().into()),
            ("complexiteit", self.complexiteit.into()),
            ("servicenorm", self.servicenorm.map(|t| t.to_string()).into()),
            ("opschorting_en_aanhouding_mogelijk", self.opschorting_en_aanhouding_mogelijk.into()),
            ("verlenging_mogelijk", self.verlengingstermijn.is_some().into()),
            ("verlengingstermijn", self.verlengingstermijn.map(|t| t.to_string()).into()),
            ("trefwoorden", serde_json::to_string(&self.trefwoorden)?.into()),
            ("publicatie_indicatie", false.into()),
            ("publicatietekst", empty()),
            ("verantwoordingsrelatie", "[]".into()),
            ("producten_of_diensten", "[]".into()),
            ("selectielijst_procestype", self.selectielijst_procestype.clone().into()),
            ("referentieproces_naam", self.omschrijving.clone().into()),
            ("referentieproces_link", empty()),
            ("deelzaaktype_identificaties", serde_json::to_string(&self.deelzaaktypen)?.into()),
            ("gerelateerde_zaaktypen", "[]".into()),
            ("begin_geldigheid", date_value(self.begin_geldigheid)),
            ("einde_geldigheid", self.einde_geldigheid.map(|date| date.to_string()).into()),
            ("versiedatum", date_value(self.begin_geldigheid)),
            ("concept", false.into()),
            ("team_id", self.team.into()),
            ("versie", self.versie.into()),
        ])
    }

    /// Reads the row; what belongs to it is still to be added.
    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            identificatie: row.get("identificatie")?,
            omschrijving: row.get("omschrijving")?,
            omschrijving_en: row.get("omschrijving_en")?,
            vertrouwelijkheidaanduiding: row.get("vertrouwelijkheidaanduiding")?,
            indicatie_intern_of_extern: row.get("indicatie_intern_of_extern")?,
            doel: row.get("doel")?,
            aanleiding: row.get("aanleiding")?,
            toelichting: row.get("toelichting")?,
            handeling_initiator: row.get("handeling_initiator")?,
            onderwerp: row.get("onderwerp")?,
            handeling_behandelaar: row.get("handeling_behandelaar")?,
            doorlooptijd: crate::termijn::read(row, "doorlooptijd")?,
            grondslag: row.get::<String>("grondslag")?.parse().map_err(kern::Error::bug)?,
            grondslag_artikel: row.get("grondslag_artikel")?,
            verlenging_artikel: row.get("verlenging_artikel")?,
            bestreden_besluit: row.get("bestreden_besluit")?,
            complexiteit: row.get("complexiteit")?,
            servicenorm: crate::termijn::read_option(row, "servicenorm")?,
            opschorting_en_aanhouding_mogelijk: row.get("opschorting_en_aanhouding_mogelijk")?,
            verlengingstermijn: crate::termijn::read_option(row, "verlengingstermijn")?,
            trefwoorden: Vec::deserialize(row.get::<serde_json::Value>("trefwoorden")?)?,
            selectielijst_procestype: row.get("selectielijst_procestype")?,
            deelzaaktypen: Vec::deserialize(row.get::<serde_json::Value>("deelzaaktype_identificaties")?)?,
            begin_geldigheid: row.get("begin_geldigheid")?,
            einde_geldigheid: row.get("einde_geldigheid")?,
            team: row.get("team_id")?,
            versie: row.get("versie")?,
            statustypen: Vec::new(),
            resultaattypen: Vec::new(),
            roltypen: Vec::new(),
            eigenschappen: Vec::new(),
            informatieobjecttypen: Vec::new(),
        })
    }
}
