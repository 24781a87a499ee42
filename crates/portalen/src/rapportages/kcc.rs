//! `GET /rapportages/kcc`: the KCC-kwartaalrapportage.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::rapportage::{
    Aandeel, Achter, AchterVerzoeken, Doel, Kwartaalrapport, Peil, Rapportdoelen, Terugbellen, kwartalen, opvallend,
};
use kern::Moment;
use kern::autorisatie::LeesRapport;
use registers::klantinteracties::klantcontact::Afhandeling;
use termijnen::Kwartaal;

use super::delen::{self, doel_tekst, oordeel};
use super::namen::Namen;
use super::stand::{self, Gelezen, Getoond, Stand};
use super::tabel::Deel;
use super::vaststellen::{self, Formulier, Geweigerd};
use super::{GevraagdMet, Vraag, query, zinnen};
use crate::basis::{Antwoord, AppState, Ingelogd, Taal, Werkplek, tijd, toon_met};

#[derive(Template)]
#[template(path = "rapportages/kcc.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    kwartaal: String,
    periode: String,
    loopt: bool,
    kwartalen: Vec<Keuze>,
    /// The day at whose end it is shown as it was known then, or empty; and the last day that can be asked for.
    op: String,
    vandaag: String,
    /// Up to where in the journal it was computed.
    peil: Vec<String>,
    leeg: bool,
    inhoud: Inhoud,
    /// What was established, when that is shown.
    vastgesteld: Option<Getoond>,
    /// The reports of this quarter that were established: what they are, and where.
    versies: Vec<(String, String)>,
    formulier: Option<Formulier>,
    afgedrukt: String,
    csv: String,
    /// The way on from an empty report; empty when there is none.
    knop_vorig: String,
    adres_vorig: String,
}

/// The report itself, for whoever reads it.
pub(super) struct Inhoud {
    pub(super) cijfers: Vec<Cijfer>,
    /// Each with the part that says it in figures, or nothing.
    pub(super) zinnen: Vec<(String, &'static str)>,
    pub(super) delen: Vec<Deel>,
}

/// What is told of a quarter that runs or not; of an empty one only what is not whole.
pub(super) fn inhoud(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen, loopt: bool) -> Inhoud {
    let niet_heel = zinnen::niet_heel(n, rapport).into_iter().map(|zin| (zin, ""));
    let found = opvallend(rapport, doelen, loopt);
    let zinnen = niet_heel.chain(found.iter().map(|found| (zinnen::zin(n, found), found.onderdeel().code()))).collect();
    if rapport.totaal.aantal == 0 {
        return Inhoud { cijfers: Vec::new(), zinnen, delen: Vec::new() };
    }
    let delen = rapport.delen(doelen).iter().map(|deel| delen::deel(n, deel)).collect();
    Inhoud { cijfers: cijfers(n, rapport, doelen), zinnen, delen }
}

/// A quarter to choose.
struct Keuze {
    code: String,
    naam: String,
    gekozen: bool,
}

/// A key figure.
pub(super) struct Cijfer {
    pub(super) stand: &'static str,
    pub(super) getal: String,
    pub(super) wat: String,
    pub(super) bij: Vec<String>,
    pub(super) adres: Option<String>,
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    tonen(&app, &wie, &query(vraag)?, (StatusCode::OK, Geweigerd::default())).await
}

/// The report; with the form to establish it, that was refused or not sent yet.
pub(super) async fn tonen(
    app: &AppState,
    wie: &Ingelogd,
    vraag: &Vraag,
    (status, geweigerd): (StatusCode, Geweigerd),
) -> Antwoord {
    let gelezen = stand::lees(app, wie, vraag).await?;
    let n = gelezen.namen(app, wie).await?;
    let Gelezen { rapport, stand, doelen, .. } = &gelezen;
    let kwartaal = rapport.kwartaal;
    // At the end of its last day a quarter is over.
    let loopt = kwartaal == Kwartaal::containing(rapport.peil.op.date());
    let leeg = rapport.totaal.aantal == 0;
    let known = kwartalen(&app.db, &wie.medewerker.authorise::<LeesRapport>()?).await?;
    let vorig = known.iter().find(|known| leeg && **known != kwartaal).copied();
    let toon_vorig =
        |vorig| wie.taal.tekst_met("rapport-toon-kwartaal").met("kwartaal", n.kwartaal_naam(vorig)).to_string();
    let keuzes = keuzes(&n, known, wie);
    let p = Werkplek::new(wie);
    let afgedrukt = n.taal.tekst_met("rapport-afgedrukt").met("naam", &p.naam);
    let page = Pagina {
        t: wie.taal,
        afgedrukt: afgedrukt.met("moment", tijd::moment(wie.taal, wie.nu, wie.nu).voluit).to_string(),
        p,
        csv: format!("/rapportages/kcc.csv?kwartaal={kwartaal}{}", stand.in_adres()),
        vandaag: wie.nu.date().to_string(),
        op: stand.gekozen_dag().map(|day| day.to_string()).unwrap_or_default(),
        peil: peil(&n, rapport, stand),
        vastgesteld: stand.vastgesteld().map(|report| stand::getoond(wie, report)),
        versies: gelezen.vastgesteld.iter().map(|report| stand::regel(wie, report)).collect(),
        formulier: vaststellen::van_kwartaal(wie, &gelezen, &geweigerd)?,
        knop_vorig: vorig.map(toon_vorig).unwrap_or_default(),
        adres_vorig: vorig.map(|vorig| format!("/rapportages/kcc?kwartaal={vorig}")).unwrap_or_default(),
        kwartaal: n.kwartaal_naam(kwartaal),
        periode: periode(&n, rapport, stand, (loopt, wie.nu)),
        loopt: loopt && matches!(stand, Stand::Nu),
        kwartalen: keuzes,
        leeg,
        inhoud: inhoud(&n, rapport, doelen, loopt),
    };
    toon_met(status, &page)
}

/// So many gebeurtenissen that are not counted yet are worth a word: fewer come and go.
const ACHTER: i64 = 1_000;

/// Up to where in the journal the figures go.
fn peil(n: &Namen, rapport: &Kwartaalrapport, stand: &Stand) -> Vec<String> {
    let peil = rapport.peil;
    let place = n.taal.tekst_met("rapport-peil").met("nummer", n.getal(peil.volgnummer)).to_string();
    let then = stand.gekozen_dag().map(|day| {
        let said = n.taal.tekst_met("rapport-peil-toen").met("datum", n.datum(day));
        said.met("aantal", n.getal(peil.daarna)).to_string()
    });
    then.into_iter().chain(achter(n, peil, stand.vastgesteld().is_some())).chain([place]).collect()
}

/// That not all of it is counted yet; of what was established each one is missed.
pub(super) fn achter(n: &Namen, peil: Peil, vastgesteld: bool) -> Option<String> {
    let worth = if vastgesteld { 0 } else { ACHTER };
    (peil.ongeteld > worth)
        .then(|| n.taal.tekst_met("rapport-peil-achter").met("aantal", n.getal(peil.ongeteld)).to_string())
}

/// "1 juli tot en met 30 september 2026", or as far as it was counted.
fn periode(n: &Namen, rapport: &Kwartaalrapport, stand: &Stand, (loopt, nu): (bool, Moment)) -> String {
    let (first, last) = (rapport.eerste_dag(), n.kwartaal.last_date());
    let key = if loopt && matches!(stand, Stand::Nu) { "rapport-periode-loopt" } else { "rapport-periode" };
    let until = if loopt { stand.dag(nu) } else { last };
    n.taal.tekst_met(key).met("van", n.datum(first)).met("tot", n.datum(until)).to_string()
}

/// The quarters that can be chosen, newest first: those with contacts, the current one and the one that is shown.
fn keuzes(n: &Namen, mut known: Vec<Kwartaal>, wie: &Ingelogd) -> Vec<Keuze> {
    known.extend([n.kwartaal, Kwartaal::containing(wie.nu.date())]);
    known.sort_by_key(|kwartaal| std::cmp::Reverse(*kwartaal));
    known.dedup();
    let choice = |kwartaal: Kwartaal| Keuze {
        code: kwartaal.to_string(),
        naam: n.kwartaal_naam(kwartaal),
        gekozen: kwartaal == n.kwartaal,
    };
    known.into_iter().map(choice).collect()
}

fn cijfers(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen) -> Vec<Cijfer> {
    let totaal = &rapport.totaal;
    let earlier = |key: &str, value: String| n.taal.tekst_met(key).met("getal", value).to_string();
    let contacten = Cijfer {
        stand: "",
        getal: n.getal(totaal.aantal),
        wat: n.tekst("rapport-cijfer-contacten"),
        bij: vec![
            earlier("rapport-cijfer-vorig", n.eerder(totaal.vorig)),
            earlier("rapport-cijfer-jaar", n.eerder(totaal.jaar_eerder)),
        ],
        adres: n.contacten(&Achter::default()),
    };
    let of = |kind: Afhandeling| {
        let found = rapport.afhandeling.iter().find(|regel| regel.afhandeling == kind);
        found.map(|regel| (regel.nu, regel.vorig, regel.jaar_eerder)).unwrap_or_default()
    };
    let share = |key: &str, kind: Afhandeling| {
        let (nu, vorig, jaar) = of(kind);
        let mut cijfer = share_cijfer(n, key, nu, doelen.van(kind));
        cijfer.bij.push(earlier("rapport-cijfer-vorig", n.aandeel_eerder(vorig)));
        cijfer.bij.push(earlier("rapport-cijfer-jaar", n.aandeel_eerder(jaar)));
        Cijfer { adres: n.contacten(&Achter { afhandeling: Some(kind), ..Achter::default() }), ..cijfer }
    };
    let mut terug = share_cijfer(n, "rapport-cijfer-terug", rapport.terugbellen.aandeel(), doelen.terugbellen);
    terug
        .bij
        .push(earlier("rapport-cijfer-vorig", n.aandeel_eerder(rapport.terugbellen_vorig.map(Terugbellen::aandeel))));
    terug.adres = n.verzoeken(&AchterVerzoeken::default());
    vec![
        contacten,
        share("rapport-cijfer-direct", Afhandeling::DirectBeantwoord),
        share("rapport-cijfer-zelf", Afhandeling::KlantBeltZelfTerug),
        terug,
    ]
}

/// A share as a key figure: large, with what it is a share of and what its target says.
fn share_cijfer(n: &Namen, key: &str, aandeel: Aandeel, doel: Option<Doel>) -> Cijfer {
    let of = n.taal.tekst_met("rapport-cijfer-van").met("deel", n.getal(aandeel.deel));
    let mut bij = vec![of.met("geheel", n.getal(aandeel.geheel)).to_string()];
    let mut stand = "";
    if let (Some(procent), Some(doel)) = (aandeel.procent(), doel) {
        let (class, woord) = oordeel(n, doel.oordeel(procent));
        stand = class;
        bij.push(format!("{}: {woord}", doel_tekst(n, doel)));
    }
    Cijfer { stand, getal: n.aandeel(aandeel), wat: n.tekst(key), bij, adres: None }
}
