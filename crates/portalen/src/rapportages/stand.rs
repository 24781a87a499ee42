//! As of when a report is shown: now, at the end of an earlier day, or as it was established.

use dienstverlening::rapportage::{
    Definities, JAREN, Kwartaalrapport, Peil, Periode, Rapportdoelen, Rapportsoort, Vastgesteld, Voorstel,
    kwartaalrapport, vastgesteld,
};
use jiff::civil::Date;
use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::{FieldError, Moment};

use super::namen::Namen;
use super::{Vraag, kwartaal};
use crate::basis::{AppState, Fout, Ingelogd, tijd};

/// As of when.
pub(super) enum Stand {
    /// As it is known now.
    Nu,
    /// As it was known at the end of this day.
    OpDag(Date),
    /// As it was established.
    Vastgesteld(Box<Vastgesteld>),
}

impl Stand {
    /// The day up to which a running quarter is told.
    pub(super) fn dag(&self, nu: Moment) -> Date {
        match self {
            Self::Nu => nu.date(),
            Self::OpDag(day) => *day,
            Self::Vastgesteld(report) => report.voorstel.op.date(),
        }
    }

    /// The day that was chosen.
    pub(super) fn gekozen_dag(&self) -> Option<Date> {
        match self {
            Self::OpDag(day) => Some(*day),
            Self::Nu | Self::Vastgesteld(_) => None,
        }
    }

    pub(super) fn vastgesteld(&self) -> Option<&Vastgesteld> {
        match self {
            Self::Vastgesteld(report) => Some(report),
            Self::Nu | Self::OpDag(_) => None,
        }
    }

    /// What the address of the same report says of it.
    pub(super) fn in_adres(&self) -> String {
        match self {
            Self::Nu => String::new(),
            Self::OpDag(day) => format!("&op={day}"),
            Self::Vastgesteld(report) => format!("&versie={}", report.voorstel.versie),
        }
    }

    fn definities(&self) -> Option<&Definities> {
        self.vastgesteld().map(|report| &report.definities)
    }
}

/// A report as it is asked for.
pub(super) struct Gelezen {
    pub(super) rapport: Kwartaalrapport,
    pub(super) stand: Stand,
    /// The targets that it is held against: those of today, or of when it was established.
    pub(super) doelen: Rapportdoelen,
    /// The reports of this quarter that were established, newest first.
    pub(super) vastgesteld: Vec<Vastgesteld>,
}

impl Gelezen {
    /// The names that it needs. What was known earlier opens no list: lists show what is known now.
    pub(super) async fn namen(&self, app: &AppState, wie: &Ingelogd) -> kern::Result<Namen> {
        let codes: Vec<&str> = self.rapport.onderwerpen.iter().map(|regel| regel.sleutel.as_str()).collect();
        let namen = Namen::lees(&app.db, wie, self.rapport.kwartaal, &codes).await?;
        Ok(match &self.stand {
            Stand::Nu => namen,
            then => namen.zonder_lijsten().met_definities(then.definities().cloned().unwrap_or_default()),
        })
    }
}

/// The report that an address asks for, at one moment of the database.
pub(super) async fn lees(app: &AppState, wie: &Ingelogd, vraag: &Vraag) -> Result<Gelezen, Fout> {
    let (kwartaal, op, versie) = (kwartaal(wie, vraag)?, bekend_op(wie, vraag)?, versie(vraag)?);
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let db = app.db.snapshot().await?;
    let vastgesteld = vastgesteld(&db, &who, Periode::Kwartaal(kwartaal)).await?;
    let with = |versie| vastgesteld.iter().find(|report| report.voorstel.versie == versie).cloned();
    let stand = match (versie, op) {
        (Some(versie), _) => Stand::Vastgesteld(Box::new(with(versie).ok_or(Fout::GeenPagina)?)),
        (None, Some(day)) => Stand::OpDag(day),
        (None, None) => Stand::Nu,
    };
    let peil = match &stand {
        Stand::Nu => Peil::nu(&db, &who, wie.nu).await?,
        Stand::OpDag(day) => Peil::op_dag(&db, &who, *day, wie.nu).await?,
        Stand::Vastgesteld(report) => report.peil(&db, &who).await?,
    };
    let of_now = wie.organisatie.instellingen.doelen;
    let doelen = Rapportdoelen::from(stand.vastgesteld().map_or(&of_now, |report| &report.kader.doelen));
    let rapport = kwartaalrapport(&db, &who, kwartaal, peil).await?;
    Ok(Gelezen { rapport, stand, doelen, vastgesteld })
}

/// A report of a quarter as it was established, of what was computed before.
pub(super) fn gemaakt(rapport: Kwartaalrapport, report: Vastgesteld) -> Gelezen {
    let doelen = Rapportdoelen::from(&report.kader.doelen);
    Gelezen { rapport, doelen, stand: Stand::Vastgesteld(Box::new(report)), vastgesteld: Vec::new() }
}

/// The day at whose end the report is to be as it was known then; none: as it is known now.
fn bekend_op(wie: &Ingelogd, vraag: &Vraag) -> Result<Option<Date>, Fout> {
    let Some(text) = vraag.op.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let day: Date = text.parse().map_err(|_| FieldError::new("op", "journaal-datum"))?;
    if day > wie.nu.date() {
        return Err(FieldError::new("op", "rapport-op-later").into());
    }
    // Today is not over: it is known as it is now.
    Ok(Some(day).filter(|day| *day < wie.nu.date()))
}

/// The established report that is asked for; none: the report of now.
pub(super) fn versie(vraag: &Vraag) -> Result<Option<i64>, Fout> {
    vraag.versie.as_deref().map(|text| text.parse().map_err(|_| Fout::GeenPagina)).transpose()
}

/// Which version it would be, of a quarter of which these were established.
pub(super) fn volgende_versie(vastgesteld: &[Vastgesteld]) -> i64 {
    vastgesteld.iter().map(|report| report.voorstel.versie).max().unwrap_or_default() + 1
}

/// Where an established report is.
pub(super) fn adres(periode: Periode, versie: i64) -> String {
    format!("{}&versie={versie}", adres_van(periode))
}

/// Where the report of now is.
pub(super) fn adres_van(periode: Periode) -> String {
    match periode {
        Periode::Kwartaal(kwartaal) => format!("/rapportages/kcc?kwartaal={kwartaal}"),
        Periode::Jaar(jaar) => format!("/rapportages/voortgang?jaar={jaar}"),
    }
}

/// Where it stands what of an established report would be otherwise now.
fn verschillen_van(periode: Periode, versie: i64) -> String {
    match periode {
        Periode::Kwartaal(kwartaal) => format!("/rapportages/kcc/verschillen?kwartaal={kwartaal}&versie={versie}"),
        Periode::Jaar(jaar) => format!("/rapportages/voortgang/verschillen?jaar={jaar}&versie={versie}"),
    }
}

/// Which report was established, when and by whom; and where it is.
pub(super) fn regel(wie: &Ingelogd, report: &Vastgesteld) -> (String, String) {
    let said = wie.taal.tekst_met("rapport-vastgesteld-op").met("naam", &report.vastgesteld_door);
    let said = said.met("moment", tijd::moment(wie.taal, report.vastgesteld_op, wie.nu).voluit);
    let Voorstel { periode, versie, .. } = report.voorstel;
    (said.met("versie", versie).to_string(), adres(periode, versie))
}

/// A report that was established, as its page tells of it.
pub(super) struct Getoond {
    pub(super) regel: String,
    /// What was said of it, a paragraph each.
    pub(super) toelichting: Vec<String>,
    /// Where it stands what would be otherwise now.
    pub(super) verschillen: String,
    /// Where the report of now is.
    pub(super) nu: String,
    /// Since when it stands on the website; empty: it does not.
    pub(super) openbaar: String,
    /// Where it stands there.
    pub(super) website: String,
    /// Its kind, its period and its version, for whoever may put it there or take it away.
    pub(super) publiceren: Option<(&'static str, String, i64)>,
}

pub(super) fn getoond(wie: &Ingelogd, report: &Vastgesteld) -> Getoond {
    let Voorstel { periode, versie, toelichting, .. } = &report.voorstel;
    Getoond {
        regel: regel(wie, report).0,
        toelichting: alineas(toelichting),
        verschillen: verschillen_van(*periode, *versie),
        nu: adres_van(*periode),
        openbaar: report.gepubliceerd_op.map(|op| tijd::moment(wie.taal, op, wie.nu).voluit).unwrap_or_default(),
        website: website(*periode),
        publiceren: wie.medewerker.may::<StelRapportVast>().then(|| (periode.soort().code(), periode.code(), *versie)),
    }
}

/// Where a report stands on the website.
pub(super) fn website(periode: Periode) -> String {
    format!("/rapporten/{}/{}", periode.soort(), periode.code())
}

/// Which report a form or an address is about.
pub(super) fn periode(soort: &str, code: &str) -> Option<Periode> {
    Some(match soort.parse().ok()? {
        Rapportsoort::Kcc => Periode::Kwartaal(code.parse().ok()?),
        Rapportsoort::Voortgang => Periode::Jaar(code.parse().ok().filter(|jaar| JAREN.contains(jaar))?),
    })
}

/// The paragraphs of a text.
pub(super) fn alineas(text: &str) -> Vec<String> {
    text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
