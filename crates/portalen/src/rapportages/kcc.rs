//! `GET /rapportages/kcc`: the KCC-kwartaalrapportage.

use askama::Template;
use axum::extract::State;
use dienstverlening::rapportage::{
    Aandeel, Doel, Kwartaalrapport, Rapportdoelen, Terugbellen, kwartaalrapport, kwartalen, opvallend,
};
use kern::autorisatie::LeesRapport;
use registers::klantinteracties::klantcontact::Afhandeling;
use termijnen::Kwartaal;

use super::delen::{self, doel_tekst, oordeel};
use super::namen::Namen;
use super::tabel::Deel;
use super::{GevraagdMet, kwartaal, query, terugbellen, zinnen};
use crate::basis::{Antwoord, AppState, Ingelogd, Taal, Werkplek, tijd, toon};

#[derive(Template)]
#[template(path = "rapportages/kcc.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    kwartaal: String,
    periode: String,
    loopt: bool,
    kwartalen: Vec<Keuze>,
    leeg: bool,
    cijfers: Vec<Cijfer>,
    zinnen: Vec<String>,
    delen: Vec<Deel>,
    afgedrukt: String,
    csv: String,
    /// The way on from an empty report; empty when there is none.
    knop_vorig: String,
    adres_vorig: String,
}

/// A quarter to choose.
struct Keuze {
    code: String,
    naam: String,
    gekozen: bool,
}

/// A key figure.
struct Cijfer {
    stand: &'static str,
    getal: String,
    wat: String,
    bij: Vec<String>,
    adres: Option<String>,
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let kwartaal = kwartaal(&wie, &query(vraag)?)?;
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let rapport = kwartaalrapport(&app.db, &who, kwartaal, wie.nu).await?;
    let n = namen(&app, &wie, &rapport).await?;
    let doelen = Rapportdoelen::from(&wie.organisatie.instellingen.doelen);
    let loopt = kwartaal == Kwartaal::containing(wie.nu.date());
    let leeg = rapport.totaal.aantal == 0;
    let mut zinnen = zinnen::niet_heel(&n, &rapport);
    zinnen.extend(opvallend(&rapport, &doelen, loopt).iter().map(|found| zinnen::zin(&n, found)));
    let known = kwartalen(&app.db, &who).await?;
    let vorig = known.iter().find(|known| leeg && **known != kwartaal).copied();
    let toon_vorig =
        |vorig| wie.taal.tekst_met("rapport-toon-kwartaal").met("kwartaal", n.kwartaal_naam(vorig)).to_string();
    let keuzes = keuzes(&n, known, &wie);
    let p = Werkplek::new(&wie);
    let afgedrukt = n.taal.tekst_met("rapport-afgedrukt").met("naam", &p.naam);
    toon(&Pagina {
        t: wie.taal,
        afgedrukt: afgedrukt.met("moment", tijd::moment(wie.taal, wie.nu, wie.nu).voluit).to_string(),
        p,
        csv: format!("/rapportages/kcc.csv?kwartaal={kwartaal}"),
        knop_vorig: vorig.map(toon_vorig).unwrap_or_default(),
        adres_vorig: vorig.map(|vorig| format!("/rapportages/kcc?kwartaal={vorig}")).unwrap_or_default(),
        kwartaal: n.kwartaal_naam(kwartaal),
        periode: periode(&n, &wie, &rapport, loopt),
        loopt,
        kwartalen: keuzes,
        leeg,
        cijfers: if leeg { Vec::new() } else { cijfers(&n, &rapport, &doelen) },
        zinnen,
        delen: if leeg { Vec::new() } else { onderdelen(&n, &rapport, &doelen) },
    })
}

/// The names that a report needs.
pub(super) async fn namen(app: &AppState, wie: &Ingelogd, rapport: &Kwartaalrapport) -> kern::Result<Namen> {
    let codes: Vec<&str> = rapport.onderwerpen.iter().map(|regel| regel.sleutel.as_str()).collect();
    Namen::lees(&app.db, wie, rapport.kwartaal, &codes).await
}

fn onderdelen(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen) -> Vec<Deel> {
    vec![
        delen::kanalen(n, rapport),
        delen::klantgroepen(n, rapport),
        delen::redenen(n, rapport),
        delen::onderwerpen(n, rapport),
        delen::afhandeling(n, rapport, doelen),
        delen::teams(n, rapport, doelen),
        delen::zelf_terug(n, rapport, doelen),
        terugbellen::deel(n, rapport, doelen),
    ]
}

/// "1 juli tot en met 30 september 2026", or as far as it was counted.
fn periode(n: &Namen, wie: &Ingelogd, rapport: &Kwartaalrapport, loopt: bool) -> String {
    let (first, last) = (rapport.eerste_dag(), n.kwartaal.last_date());
    let key = if loopt { "rapport-periode-loopt" } else { "rapport-periode" };
    let until = if loopt { wie.nu.date() } else { last };
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
        adres: n.adres(&[]),
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
        Cijfer { adres: n.adres(&[("afhandeling", kind.code())]), ..cijfer }
    };
    let mut terug = share_cijfer(n, "rapport-cijfer-terug", rapport.terugbellen.aandeel(), doelen.terugbellen);
    terug
        .bij
        .push(earlier("rapport-cijfer-vorig", n.aandeel_eerder(rapport.terugbellen_vorig.map(Terugbellen::aandeel))));
    terug.adres = n.verzoeken_adres(None, None);
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
