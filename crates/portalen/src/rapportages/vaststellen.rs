//! `POST /rapportages/kcc/vaststellen`: a report is established as it was seen; and what of it would be otherwise now,
//! `GET /rapportages/kcc/verschillen`.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::rapportage::{
    Kolom, Kwartaalrapport, Peil, Vastgesteld, Vastlegging, Verschil, Voorstel, kwartaalrapport, vaststellen,
    verschillen,
};
use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::{Error, FieldError};

use super::namen::Namen;
use super::stand::{self, Gelezen, Stand};
use super::tabel::{Cel, Deel, Kop, Tabel};
use super::{GevraagdMet, Vraag, delen, kcc, query};
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon};

/// The form with which the report on the page is established.
pub(super) struct Formulier {
    pub(super) kwartaal: String,
    pub(super) versie: i64,
    pub(super) volgnummer: i64,
    pub(super) op: String,
    pub(super) toelichting: String,
    pub(super) fouten: Fouten,
}

impl Formulier {
    /// What is asked: what there is to say, or why it is established again.
    pub(super) fn label(&self) -> &'static str {
        if self.versie > 1 { "rapport-waarom-opnieuw" } else { "rapport-toelichting" }
    }
}

/// What was sent and refused.
#[derive(Default)]
pub(super) struct Geweigerd {
    pub(super) toelichting: String,
    pub(super) fouten: Vec<FieldError>,
}

/// The form, for who may use it, of a quarter that is over and has something in it.
pub(super) fn formulier(wie: &Ingelogd, gelezen: &Gelezen, geweigerd: &Geweigerd) -> Option<Formulier> {
    let rapport = &gelezen.rapport;
    let over = rapport.kwartaal.last_date() < wie.nu.date();
    let ready = over && rapport.totaal.aantal > 0;
    // What was refused is told, whatever it was.
    let shown = matches!(gelezen.stand, Stand::Nu) && (ready || !geweigerd.fouten.is_empty());
    (shown && wie.medewerker.may::<StelRapportVast>()).then(|| Formulier {
        kwartaal: rapport.kwartaal.to_string(),
        versie: stand::volgende_versie(&gelezen.vastgesteld),
        volgnummer: rapport.peil.volgnummer,
        op: rapport.peil.op.to_string(),
        toelichting: geweigerd.toelichting.clone(),
        fouten: Fouten::new(wie.taal, &geweigerd.fouten),
    })
}

/// Which report was established, when and by whom; and where it is.
pub(super) fn regel(t: Taal, wie: &Ingelogd, report: &Vastgesteld) -> (String, String) {
    let said = t.tekst_met("rapport-vastgesteld-op").met("naam", &report.vastgesteld_door);
    let said = said.met("moment", tijd::moment(t, report.vastgesteld_op, wie.nu).voluit);
    let Voorstel { kwartaal, versie, .. } = report.voorstel;
    (said.met("versie", versie).to_string(), stand::adres(kwartaal, versie))
}

pub(super) async fn vastleggen(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<StelRapportVast>()?;
    // What stands in the page, not what somebody typed.
    let read = |name| velden.get(name).parse::<i64>().map_err(|_| Fout::Ongeldig);
    let voorstel = Voorstel {
        kwartaal: velden.get("kwartaal").parse().map_err(|_| Fout::Ongeldig)?,
        versie: read("versie")?,
        volgnummer: read("volgnummer")?,
        op: velden.get("op").parse().map_err(|_| Fout::Ongeldig)?,
        toelichting: velden.get("toelichting").trim().replace("\r\n", "\n"),
    };
    let handeling = wie.medewerker.handeling(wie.nu);
    let doelen = wie.organisatie.instellingen.doelen;
    let (status, fouten) = match vaststellen(&app.db, &app.ids, (&who, &handeling), &voorstel, doelen).await {
        Ok(()) => return Ok(naar(&stand::adres(voorstel.kwartaal, voorstel.versie))),
        Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, fouten),
        Err(Error::Conflict(fout)) => (StatusCode::CONFLICT, vec![fout]),
        Err(other) => return Err(other.into()),
    };
    let vraag = Vraag { kwartaal: Some(voorstel.kwartaal.to_string()), ..Vraag::default() };
    kcc::tonen(&app, &wie, &vraag, (status, Geweigerd { toelichting: voorstel.toelichting, fouten })).await
}

#[derive(Template)]
#[template(path = "rapportages/verschillen.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    kwartaal: String,
    /// Which report, and where it is.
    regel: (String, String),
    zinnen: Vec<String>,
    delen: Vec<Deel>,
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let vraag = query(vraag)?;
    let toen = stand::lees(&app, &wie, &vraag).await?;
    let Some(report) = toen.stand.vastgesteld() else { return Err(Fout::GeenPagina) };
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let db = app.db.snapshot().await?;
    let nu = kwartaalrapport(&db, &who, toen.rapport.kwartaal, Peil::nu(&db, &who, wie.nu).await?).await?;
    let codes: Vec<&str> =
        [&toen.rapport, &nu].into_iter().flat_map(|of| &of.onderwerpen).map(|regel| regel.sleutel.as_str()).collect();
    let n = Namen::lees(&db, &wie, nu.kwartaal, &codes).await?;
    let found = verschillen(&toen.rapport, &nu);
    toon(&Pagina {
        t: wie.taal,
        p: Werkplek::new(&wie),
        kwartaal: n.kwartaal_naam(nu.kwartaal),
        regel: regel(wie.taal, &wie, report),
        zinnen: zinnen(&n, &toen.rapport, &nu),
        delen: found.chunk_by(|a, b| a.onderdeel == b.onderdeel).map(|found| deel(&n, found)).collect(),
    })
}

/// How many contacts it counted and counts, and what was told of them since.
fn zinnen(n: &Namen, toen: &Kwartaalrapport, nu: &Kwartaalrapport) -> Vec<String> {
    let [before, now] = [toen, nu].map(|rapport| rapport.totaal.aantal);
    let total = (before != now).then(|| {
        let said = n.taal.tekst_met("rapport-sinds-totaal").met("toen", n.getal(before));
        said.met("nu", n.getal(now)).to_string()
    });
    let since = |told: Vastlegging| {
        let [before, now] = [toen, nu].map(|rapport| rapport.vastlegging.get(&told).copied().unwrap_or_default());
        // texts: rapport-sinds-*
        let said = n.taal.tekst_met(&format!("rapport-sinds-{told}")).met("aantal", now - before);
        (now > before).then(|| said.to_string())
    };
    total.into_iter().chain(Vastlegging::ALL.iter().filter_map(|told| since(*told))).collect()
}

/// What a column says, and of when where that is another quarter.
fn wat(n: &Namen, kolom: Kolom) -> String {
    let said = delen::wat(n, kolom.wat);
    match kolom.kwartaal.filter(|quarter| *quarter != n.kwartaal) {
        Some(quarter) => {
            let then = n.taal.tekst_met("rapport-afhandeling-in").met("afhandeling", said);
            then.met("kwartaal", n.kwartaal_naam(quarter)).to_string()
        }
        None => said,
    }
}

/// The figures of one part that are otherwise.
fn deel(n: &Namen, found: &[Verschil]) -> Deel {
    // First: a part is made of what was found in it.
    let onderdeel = found[0].onderdeel;
    let key = delen::sleutel(onderdeel);
    let kop = |key: &str, getal: bool| Kop { tekst: n.tekst(key), getal };
    let rij = |verschil: &Verschil| {
        let value = |waarde| Cel::link(delen::waarde_of_niets(n, waarde), None);
        let named = [n.naam(&verschil.naam), wat(n, verschil.kolom)].map(|said| Cel::link(said, None));
        named.into_iter().chain([value(verschil.toen), value(verschil.nu)]).collect()
    };
    Deel {
        id: onderdeel.code(),
        titel: n.tekst(&format!("{key}-kop")),
        uitleg: String::new(),
        grafiek: None,
        tabel: Tabel {
            titel: n
                .taal
                .tekst_met("rapport-verschillen-tabel")
                .met("deel", n.tekst(&format!("{key}-kop")))
                .to_string(),
            koppen: vec![
                Kop::naam(n.tekst(&format!("{key}-naam"))),
                kop("rapport-verschillen-wat", false),
                kop("rapport-verschillen-toen", true),
                kop("rapport-verschillen-nu", true),
            ],
            rijen: found.iter().map(rij).collect(),
        },
        breed: true,
        indicatoren: Vec::new(),
    }
}
