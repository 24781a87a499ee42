//! `POST /rapportages/vaststellen`: a report is established as it was seen; and what of it would be otherwise now,
//! `GET /rapportages/kcc/verschillen` and `GET /rapportages/voortgang/verschillen`.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::rapportage::{
    self, Jaarverschil, Kader, Kolom, Kwartaalrapport, Peil, Periode, Teamcodes, Vastgesteld, Vastlegging, Verschil,
    Voorstel, Wanneer, jaarverschillen, kwartaalrapport, vaststellen, verschillen,
};
use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::{Error, FieldError};
use termijnen::Kwartaal;

use super::namen::Namen;
use super::stand::{self, Gelezen, Stand};
use super::tabel::{Cel, Deel, Kop, Tabel};
use super::{GevraagdMet, Vraag, delen, kcc, query, voortgang};
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, toon};

/// The form with which the report on the page is established.
pub(super) struct Formulier {
    pub(super) soort: &'static str,
    pub(super) periode: String,
    pub(super) versie: i64,
    pub(super) volgnummer: i64,
    pub(super) op: String,
    /// Which words are on the page, and what its figures are held against.
    pub(super) teksten: i64,
    pub(super) kader: String,
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

/// The form for a quarter.
pub(super) fn van_kwartaal(
    wie: &Ingelogd,
    gelezen: &Gelezen,
    geweigerd: &Geweigerd,
) -> kern::Result<Option<Formulier>> {
    let rapport = &gelezen.rapport;
    let ready = matches!(gelezen.stand, Stand::Nu) && rapport.totaal.aantal > 0;
    let seen = (Periode::Kwartaal(rapport.kwartaal), rapport.peil, 0);
    let kader = kader(wie, seen.0, &Teamcodes::new());
    formulier(wie, (ready, seen), (&kader, &gelezen.vastgesteld), geweigerd)
}

/// The form, for who may use it, of a time that is over; or of any, to tell that it was refused.
pub(super) fn formulier(
    wie: &Ingelogd,
    (ready, (periode, peil, teksten)): (bool, (Periode, Peil, i64)),
    (kader, vastgesteld): (&Kader, &[Vastgesteld]),
    geweigerd: &Geweigerd,
) -> kern::Result<Option<Formulier>> {
    let shown = (ready && periode.einde() <= wie.nu) || !geweigerd.fouten.is_empty();
    if !shown || !wie.medewerker.may::<StelRapportVast>() {
        return Ok(None);
    }
    Ok(Some(Formulier {
        soort: periode.soort().code(),
        periode: periode.code(),
        versie: stand::volgende_versie(vastgesteld),
        volgnummer: peil.volgnummer,
        op: peil.op.to_string(),
        teksten,
        kader: kader.kenmerk()?,
        toelichting: geweigerd.toelichting.clone(),
        fouten: Fouten::new(wie.taal, &geweigerd.fouten),
    }))
}

/// What a report of this is held against now.
pub(super) fn kader(wie: &Ingelogd, periode: Periode, teams: &Teamcodes) -> Kader {
    let instellingen = &wie.organisatie.instellingen;
    match periode {
        Periode::Kwartaal(_) => Kader { doelen: instellingen.doelen, ..Kader::default() },
        Periode::Jaar(_) => Kader::van_jaar(instellingen.doelen, instellingen.raaddoelen.clone(), teams),
    }
}

pub(super) async fn vastleggen(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<StelRapportVast>()?;
    // What stands in the page, not what somebody typed.
    let read = |name| velden.get(name).parse::<i64>().map_err(|_| Fout::Ongeldig);
    let voorstel = Voorstel {
        periode: stand::periode(velden.get("soort"), velden.get("periode")).ok_or(Fout::Ongeldig)?,
        versie: read("versie")?,
        volgnummer: read("volgnummer")?,
        op: velden.get("op").parse().map_err(|_| Fout::Ongeldig)?,
        teksten: read("teksten")?,
        toelichting: velden.get("toelichting").trim().replace("\r\n", "\n"),
    };
    let handeling = wie.medewerker.handeling(wie.nu);
    let n = Namen::lees(&app.db, &wie, Kwartaal::containing(wie.nu.date()), &[]).await?;
    let kader = kader(&wie, voorstel.periode, &n.teamcodes());
    let done = if velden.get("kader") == kader.kenmerk()? {
        vaststellen(&app.db, &app.ids, (&who, &handeling), &voorstel, kader).await
    } else {
        Err(Error::Conflict(FieldError::new("periode", "rapport-kader-veranderd")))
    };
    let (status, fouten) = match done {
        Ok(()) => return Ok(naar(&stand::adres(voorstel.periode, voorstel.versie))),
        Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, fouten),
        Err(Error::Conflict(fout)) => (StatusCode::CONFLICT, vec![fout]),
        Err(other) => return Err(other.into()),
    };
    let geweigerd = (status, Geweigerd { toelichting: voorstel.toelichting, fouten });
    let asked = Some(voorstel.periode.code());
    match voorstel.periode {
        Periode::Kwartaal(_) => kcc::tonen(&app, &wie, &Vraag { kwartaal: asked, ..Vraag::default() }, geweigerd).await,
        Periode::Jaar(_) => voortgang::tonen(&app, &wie, &Vraag { jaar: asked, ..Vraag::default() }, geweigerd).await,
    }
}

/// `POST /rapportages/publiceren`: an established report is put on the website, or taken away from there.
pub(super) async fn publiceren(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<StelRapportVast>()?;
    let periode = stand::periode(velden.get("soort"), velden.get("periode")).ok_or(Fout::Ongeldig)?;
    let versie = velden.get("versie").parse().map_err(|_| Fout::Ongeldig)?;
    let openbaar = velden.get("openbaar") == "ja";
    let handeling = wie.medewerker.handeling(wie.nu);
    rapportage::publiceren(&app.db, &app.ids, (&who, &handeling), (periode, versie), openbaar).await?;
    Ok(naar(&stand::adres(periode, versie)))
}

#[derive(Template)]
#[template(path = "rapportages/verschillen.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    periode: String,
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
        periode: n.kwartaal_naam(nu.kwartaal),
        regel: stand::regel(&wie, report),
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

pub(super) async fn van_jaar(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let toen = voortgang::lees(&app, &wie, &query(vraag)?).await?;
    let Some(report) = &toen.vastgesteld else { return Err(Fout::GeenPagina) };
    let nu = voortgang::zoals_nu(&app, &wie, &toen).await?;
    let (n, t) = (&toen.n, wie.taal);
    let rij = |verschil: &Jaarverschil| {
        let when = match verschil.wanneer {
            Wanneer::Jaar(jaar) => jaar.to_string(),
            Wanneer::Kwartaal(kwartaal) => n.kwartaal_naam(kwartaal),
        };
        let value = |waarde| voortgang::waarde(n, &verschil.indicator, waarde);
        let cells = [verschil.indicator.naam.clone(), when, value(verschil.toen), value(verschil.nu)];
        cells.map(|said| Cel::link(said, None)).into()
    };
    let found: Vec<Vec<Cel>> = jaarverschillen(&toen.voortgang, &nu).iter().map(rij).collect();
    let kop = |key: &str, getal: bool| Kop { tekst: t.tekst(key), getal };
    let titel = t.tekst("voortgang-titel");
    let deel = (!found.is_empty()).then(|| Deel {
        id: "voortgang",
        tabel: Tabel {
            titel: t.tekst_met("rapport-verschillen-tabel").met("deel", &titel).to_string(),
            koppen: vec![
                kop("voortgang-indicator", false),
                kop("voortgang-wanneer", false),
                kop("rapport-verschillen-toen", true),
                kop("rapport-verschillen-nu", true),
            ],
            rijen: found,
        },
        titel,
        uitleg: String::new(),
        grafiek: None,
        breed: true,
        indicatoren: Vec::new(),
    });
    toon(&Pagina {
        t,
        p: Werkplek::new(&wie),
        periode: toen.voortgang.jaar.to_string(),
        regel: stand::regel(&wie, report),
        zinnen: Vec::new(),
        delen: deel.into_iter().collect(),
    })
}
