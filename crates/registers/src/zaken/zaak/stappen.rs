//! The steps of a zaak. A rule gives the zaak as it becomes; [`wijzigen`] makes the change of it.

use jiff::civil::Date;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Result, Row};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use serde::{Deserialize, Serialize};
use serde_json::json;
use termijnen::Termijn;
use termijnen::wettelijk::{self, Grondslag, Regel, Wet};

use super::{Feiten, GEWIJZIGD, WachtOp, Wijziging, Zaak};
use crate::catalogi::{Complexiteit, InternOfExtern, Zaaktype};
use crate::klantinteracties::Klantgroep;
use crate::{Values, set};

kern::id_types! {
    /// A step of a zaak.
    StapId,
}

/// A step of how a date came about, as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rekenstap {
    /// Key of the rule ([`Regel::key`], or what a domain puts before the term itself: `bezwaartermijn`); `opschorting` in what was written
    /// before standing still had its days.
    pub regel: String,
    /// What it works with: a length (`P8W`), the key of a public holiday, of a ground or of a reason, or empty.
    pub waarde: String,
    /// The day of what happened, or the first one on which the term stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub van: Option<Date>,
    /// The last day on which it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tot_en_met: Option<Date>,
    /// The article it rests on; empty when there is none.
    pub artikel: String,
    /// The date after it.
    pub einde: Date,
}

impl Rekenstap {
    /// A step of the walk; the term itself and its extension rest on what the zaaktype says.
    #[must_use]
    pub fn van(stap: &wettelijk::Stap, zaaktype: &Zaaktype) -> Self {
        Self::met(stap, zaaktype.grondslag, (&zaaktype.grondslag_artikel, &zaaktype.verlenging_artikel))
    }

    /// The same with the articles of the term itself and of its extension; empty: not known. A promise of our own rests on no act, and where
    /// an act holds for an order or a bylaw by another article, that one is named too.
    #[must_use]
    pub fn met(stap: &wettelijk::Stap, grondslag: Grondslag, (eigen, verlenging): (&str, &str)) -> Self {
        let none = (String::new(), None, None);
        let (waarde, van, tot_en_met) = match stap.regel {
            Regel::Termijn(lengte) => (lengte.to_string(), None, None),
            Regel::Verlengd { op, lengte } => (lengte.to_string(), Some(op), None),
            Regel::StondStil { van, tot_en_met, grond } => (grond.key().to_owned(), Some(van), Some(tot_en_met)),
            Regel::StaatStil { van, grond } => (grond.key().to_owned(), Some(van), None),
            Regel::Medegedeeld { op } => (String::new(), Some(op), None),
            Regel::ZonderGevolg { gebeurtenis, waarom } => (waarom.key().to_owned(), Some(gebeurtenis.op()), None),
            Regel::Feestdag(feestdag) => (feestdag.key().to_owned(), None, None),
            _ => none,
        };
        let artikel = match stap.regel {
            Regel::Termijn(_) => eigen.to_owned(),
            Regel::Verlengd { .. } => verlenging.to_owned(),
            regel => artikel(regel, grondslag),
        };
        Self { regel: stap.regel.key().to_owned(), waarde, van, tot_en_met, artikel, einde: stap.einde }
    }
}

fn artikel(regel: Regel, grondslag: Grondslag) -> String {
    match (regel.artikel(), grondslag) {
        (None, _) | (_, Grondslag::Belofte) => String::new(),
        (Some(artikel), Grondslag::Wet) => artikel.to_string(),
        (Some(artikel), _) => match grondslag.atw().filter(|_| artikel.wet == Wet::Atw) {
            Some(by) => format!("{artikel}, {by}"),
            None => artikel.to_string(),
        },
    }
}

/// A step that was taken, as the time line shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stap {
    /// Its id.
    pub id: StapId,
    /// The versie of the zaak after it.
    pub volgnummer: i64,
    /// What kind.
    pub soort: Wijziging,
    /// When.
    pub op: Moment,
    /// Who took it; none for the program or the citizen.
    pub medewerker: Option<MedewerkerId>,
    /// Why; for colleagues.
    pub toelichting: String,
    /// Of toegewezen: the team it lay with.
    pub van_team: Option<TeamId>,
    /// Of toegewezen and geregistreerd: the team it lies with now.
    pub naar_team: Option<TeamId>,
    /// Of toegewezen and geregistreerd: who handles it now.
    pub naar_medewerker: Option<MedewerkerId>,
    /// The day aimed at, after it.
    pub gepland: Option<Date>,
    /// The last day that the law allows, after it.
    pub uiterlijk: Option<Date>,
    /// How that date came about as it was computed then; empty when the step did not move it. A page computes it anew.
    pub berekening: Vec<Rekenstap>,
}

impl Stap {
    /// A step of this kind, now.
    #[must_use]
    pub fn new(handeling: &Handeling, ids: &Ids, soort: Wijziging, toelichting: &str) -> Self {
        Self {
            id: ids.next(),
            volgnummer: 0,
            soort,
            op: handeling.op,
            medewerker: handeling.medewerker,
            toelichting: toelichting.trim().to_owned(),
            van_team: None,
            naar_team: None,
            naar_medewerker: None,
            gepland: None,
            uiterlijk: None,
            berekening: Vec::new(),
        }
    }

    pub(super) fn values(&self, organisatie: OrganisatieId, zaak: &Zaak) -> Result<Values> {
        Ok(vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("zaak_id", zaak.id.into()),
            ("volgnummer", zaak.versie.into()),
            ("soort", self.soort.into()),
            ("op", self.op.into()),
            ("medewerker_id", self.medewerker.into()),
            ("toelichting", self.toelichting.clone().into()),
            ("van_team_id", self.van_team.into()),
            ("naar_team_id", self.naar_team.into()),
            ("naar_medewerker_id", self.naar_medewerker.into()),
            ("gepland", zaak.einddatum_gepland.map(|date| date.to_string()).into()),
            ("uiterlijk", zaak.uiterlijke_einddatum_afdoening.map(|date| date.to_string()).into()),
            ("berekening", serde_json::to_string(&self.berekening)?.into()),
        ])
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            volgnummer: row.get("volgnummer")?,
            soort: row.get("soort")?,
            op: row.get("op")?,
            medewerker: row.get("medewerker_id")?,
            toelichting: row.get("toelichting")?,
            van_team: row.get("van_team_id")?,
            naar_team: row.get("naar_team_id")?,
            naar_medewerker: row.get("naar_medewerker_id")?,
            gepland: row.get("gepland")?,
            uiterlijk: row.get("uiterlijk")?,
            berekening: Vec::deserialize(row.get::<serde_json::Value>("berekening")?)?,
        })
    }
}

/// The facts of `zaak gewijzigd`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenGewijzigd {
    /// What changed.
    pub wijziging: Wijziging,
    /// Of toegewezen: the team it lay with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub van_team: Option<TeamId>,
    /// As it is now.
    #[serde(flatten)]
    pub zaak: Feiten,
}

/// The change of a zaak from `was` to `wordt`, with its step on the time line; gives the zaak with its new versie.
///
/// # Errors
/// Never for values that can be written as JSON; a conflict shows when it is written.
pub fn wijzigen(
    handeling: &Handeling,
    ids: &Ids,
    zaaktype: &Zaaktype,
    was: &Zaak,
    wordt: Zaak,
    stap: &Stap,
) -> Result<(Zaak, Change)> {
    let wordt = Zaak { id: was.id, versie: was.versie + 1, ..wordt };
    let feiten = FeitenGewijzigd {
        wijziging: stap.soort,
        van_team: (stap.soort == Wijziging::Toegewezen).then_some(was.team),
        zaak: wordt.feiten(zaaktype),
    };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid())
        .feiten(&feiten)?
        .voor(was)?
        .na(&json!({ "zaak": wordt, "toelichting": stap.toelichting }))?;
    let change = Change::new(event)
        .update(update(handeling.organisatie, was, &wordt))
        .insert("zaak_stappen", stap.values(handeling.organisatie, &wordt)?);
    Ok((wordt, change))
}

/// The update of one zaak, based on the versie that was seen.
pub(in crate::zaken) fn update(organisatie: OrganisatieId, was: &Zaak, wordt: &Zaak) -> UpdateStatement {
    set(Query::update().table("zaken"), wordt.columns())
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned()
}

/// A zaak that is closed takes no further steps.
pub(in crate::zaken) fn must_be_open(zaak: &Zaak) -> Result<()> {
    if zaak.is_open() { Ok(()) } else { Err(Error::Conflict(FieldError::new("status", "zaak-afgehandeld"))) }
}

/// To whom a zaak goes, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toewijzing {
    /// The team.
    pub team: TeamId,
    /// Who handles it; none: whoever takes it.
    pub medewerker: Option<MedewerkerId>,
    /// Why; may be empty for somebody who takes what nobody has.
    pub reden: String,
}

/// A zaak goes to a team or medewerker. What was promised stays as it was.
///
/// # Errors
/// [`Error::Invalid`] without a reason or to where it lies already; [`Error::Conflict`] on a closed zaak.
pub fn toewijzen(handeling: &Handeling, zaak: &Zaak, naar: &Toewijzing) -> Result<Zaak> {
    must_be_open(zaak)?;
    let taken = naar.medewerker.is_some() && naar.medewerker == handeling.medewerker && zaak.medewerker.is_none();
    let mut errors = Vec::new();
    if naar.reden.trim().is_empty() && !taken {
        errors.push(FieldError::new("reden", "verplicht"));
    }
    if (naar.team, naar.medewerker) == (zaak.team, zaak.medewerker) {
        errors.push(FieldError::new("naar", "zaak-ligt-daar-al"));
    }
    Error::all(errors)?;
    Ok(Zaak {
        team: naar.team,
        medewerker: naar.medewerker,
        bij_behandelaar_op: zaak.bij_behandelaar_op.or(naar.medewerker.map(|_| handeling.op)),
        ..zaak.clone()
    })
}

/// The term of a zaak stands still, as the applicant has to supply something.
///
/// # Errors
/// [`Error::Invalid`] without a reason; [`Error::Conflict`] on a zaak that is closed, stands still already, or of a
/// zaaktype that does not allow it.
pub fn opschorten(zaak: &Zaak, zaaktype: &Zaaktype, reden: &str) -> Result<Zaak> {
    must_be_open(zaak)?;
    if zaak.opschorting_indicatie {
        return Err(Error::Conflict(FieldError::new("opschorting", "zaak-al-opgeschort")));
    }
    if zaaktype.indicatie_intern_of_extern == InternOfExtern::Intern {
        return Err(Error::Conflict(FieldError::new("opschorting", "zaak-intern")));
    }
    if !zaaktype.opschorting_en_aanhouding_mogelijk {
        return Err(Error::Conflict(FieldError::new("opschorting", "zaak-geen-opschorting")));
    }
    if reden.trim().is_empty() {
        return Err(FieldError::new("reden", "verplicht").into());
    }
    Ok(Zaak {
        opschorting_indicatie: true,
        opschorting_reden: reden.trim().to_owned(),
        wacht_op: WachtOp::Aanvrager,
        ..zaak.clone()
    })
}

/// The term of a zaak runs again, until these dates; it waits for its open sub-cases, if it has them.
///
/// # Errors
/// [`Error::Conflict`] on a zaak that is closed or does not stand still.
pub fn hervatten(zaak: &Zaak, uiterlijk: Option<Date>, gepland: Option<Date>, open_deelzaken: i64) -> Result<Zaak> {
    must_be_open(zaak)?;
    if !zaak.opschorting_indicatie {
        return Err(Error::Conflict(FieldError::new("opschorting", "zaak-niet-opgeschort")));
    }
    Ok(Zaak {
        opschorting_indicatie: false,
        uiterlijke_einddatum_afdoening: uiterlijk,
        einddatum_gepland: gepland,
        wacht_op: if open_deelzaken > 0 { WachtOp::Deelzaak } else { WachtOp::Behandelaar },
        ..zaak.clone()
    })
}

/// The term of a zaak is extended, once, by at most what its zaaktype allows, which it is when nothing else is asked. Gives also by how much.
///
/// # Errors
/// [`Error::Invalid`] without a reason, for more than that, or for nothing; [`Error::Conflict`] on a zaak that is closed, was extended
/// before, or of a zaaktype that does not allow it.
pub fn verlengen(zaak: &Zaak, zaaktype: &Zaaktype, duur: Option<Termijn>, reden: &str) -> Result<(Zaak, Termijn)> {
    must_be_open(zaak)?;
    let Some(max) = zaaktype.verlengingstermijn else {
        return Err(Error::Conflict(FieldError::new("verlenging", "zaak-geen-verlenging")));
    };
    if zaak.verlenging_duur.is_some() {
        return Err(Error::Conflict(FieldError::new("verlenging", "zaak-al-verlengd")));
    }
    let duur = duur.unwrap_or(max);
    let after = |lengte: Termijn| lengte.after(zaak.startdatum).map_err(Error::bug);
    let mut errors = Vec::new();
    if after(duur)? > after(max)? || after(duur)? == zaak.startdatum {
        errors.push(FieldError::new("duur", "verlenging-te-lang").detail(max));
    }
    if reden.trim().is_empty() {
        errors.push(FieldError::new("reden", "verplicht"));
    }
    Error::all(errors)?;
    let wordt = Zaak { verlenging_duur: Some(duur), verlenging_reden: Some(reden.trim().to_owned()), ..zaak.clone() };
    Ok((wordt, duur))
}

/// The day on which a zaak came in was entered wrong, and is put right; what its term comes to is for the caller.
///
/// # Errors
/// [`Error::Invalid`] without a reason, for the day that it has, or for one after it was registered; [`Error::Conflict`] on a closed zaak.
pub fn ontvangst_verbeteren(zaak: &Zaak, ontvangen: Date, reden: &str) -> Result<Zaak> {
    must_be_open(zaak)?;
    let mut errors = Vec::new();
    if ontvangen > zaak.registratiedatum {
        errors.push(FieldError::new("ontvangen_op", "na-de-registratie").detail(zaak.registratiedatum));
    }
    if ontvangen == zaak.startdatum {
        errors.push(FieldError::new("ontvangen_op", "zelfde-dag"));
    }
    if reden.trim().is_empty() {
        errors.push(FieldError::new("reden", "verplicht"));
    }
    Error::all(errors)?;
    Ok(Zaak { startdatum: ontvangen, ontvangen_op: Moment::start_of(ontvangen), ..zaak.clone() })
}

/// For whom a zaak is, or how much work it is, was not known or taken wrong, and is put right.
///
/// # Errors
/// [`Error::Invalid`] without a reason, or for what it is already; [`Error::Conflict`] on a closed zaak.
pub fn kenmerken_verbeteren(
    zaak: &Zaak,
    klantgroep: Option<Klantgroep>,
    complexiteit: Complexiteit,
    reden: &str,
) -> Result<Zaak> {
    must_be_open(zaak)?;
    let mut errors = Vec::new();
    if (klantgroep, complexiteit) == (zaak.klantgroep, zaak.complexiteit) {
        errors.push(FieldError::new("complexiteit", "niets-gewijzigd"));
    }
    if reden.trim().is_empty() {
        errors.push(FieldError::new("reden", "verplicht"));
    }
    Error::all(errors)?;
    Ok(Zaak { klantgroep, complexiteit, ..zaak.clone() })
}

/// Whether a sub-case of this zaaktype may be opened in a zaak.
///
/// # Errors
/// [`Error::Conflict`] when the zaak is closed or a sub-case itself; [`Error::Invalid`] for a zaaktype that is none of its
/// deelzaaktypen.
pub fn openen_deelzaak(hoofdzaak: &Zaak, hoofdtype: &Zaaktype, zaaktype: &str) -> Result<()> {
    must_be_open(hoofdzaak)?;
    if hoofdzaak.hoofdzaak.is_some() {
        return Err(Error::Conflict(FieldError::new("hoofdzaak", "deelzaak-van-deelzaak")));
    }
    if !hoofdtype.deelzaaktypen.iter().any(|allowed| allowed == zaaktype) {
        return Err(FieldError::new("zaaktype", "geen-deelzaaktype").into());
    }
    Ok(())
}

/// A zaak that exists already becomes a sub-case.
///
/// # Errors
/// As [`openen_deelzaak`]; [`Error::Conflict`] also when it is closed, is a sub-case already or has sub-cases of its own.
pub fn koppelen(
    zaak: &Zaak,
    zaaktype: &Zaaktype,
    heeft_deelzaken: bool,
    (hoofdzaak, hoofdtype): (&Zaak, &Zaaktype),
) -> Result<Zaak> {
    must_be_open(zaak)?;
    openen_deelzaak(hoofdzaak, hoofdtype, &zaaktype.identificatie)?;
    if heeft_deelzaken || zaak.hoofdzaak.is_some() || zaak.id == hoofdzaak.id {
        return Err(Error::Conflict(FieldError::new("hoofdzaak", "deelzaak-van-deelzaak")));
    }
    Ok(Zaak { hoofdzaak: Some(hoofdzaak.id), ..zaak.clone() })
}
