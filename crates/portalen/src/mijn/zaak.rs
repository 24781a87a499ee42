//! `GET /mijn/zaken/{id}`: how far a case is, by when it is done and why then, what is asked, what was written; a question, and
//! what was missing.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use dienstverlening::berichten::{self, BerichtId, Postvak, Richting, Status as Berichtstatus};
use dienstverlening::zaken::{self, Binnen, Dossier, StukId, Vraag as NieuweVraag, dossier};
use kern::{Error, FieldError};
use registers::documenten;
use registers::zaken::ZaakId;
use serde::Deserialize;
use termijnen::wettelijk::{Einde, Grondslag};

use super::beeld::Rand;
use crate::basis::klok::Klok;
use crate::basis::tijd::Tijdstip;
use crate::basis::upload::Formulier;
use crate::basis::{
    Antwoord, AppState, Bezoek, Fout, Fouten, IngelogdBurger, Publiek, Taal, Velden, naar, tijd, toon_met,
};
use crate::zaakbeeld::beloften::{self, Lezer};
use crate::zaakbeeld::{self, Documentbeeld, Stapbeeld};

/// So many messages of a case; a case has a handful.
const BERICHTEN: usize = 50;

#[derive(Template)]
#[template(path = "mijn/zaak.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    rand: Rand,
    fouten: Fouten,
    melding: String,
    adres: String,
    titel: String,
    nummer: String,
    soort: String,
    wacht: String,
    stappen: Vec<Stapbeeld>,
    /// What the present step means for the applicant.
    uitleg: String,
    verwacht: Option<Tijdstip>,
    uiterlijk: Option<Tijdstip>,
    /// Those days can still move: the term stands still.
    vroegst: bool,
    /// The last day is our promise, and not the law's.
    belofte: bool,
    bezwaar: String,
    waarom: Vec<String>,
    klokken: Vec<Klok>,
    besluit: Option<(String, String)>,
    gevraagd: Option<Gevraagd>,
    documenten: Vec<Documentbeeld>,
    berichten: Vec<Berichtbeeld>,
    /// The id of the question that this page can ask: sent twice makes one.
    vraag: BerichtId,
    getypt: String,
}

/// What is missing.
struct Gevraagd {
    tot: Tijdstip,
    toelichting: String,
    /// Id and name of each item.
    stukken: Vec<(String, String)>,
}

struct Berichtbeeld {
    onderwerp: String,
    tekst: String,
    op: Tijdstip,
    van_ons: bool,
    wacht: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Adresdeel {
    gedaan: String,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    burger: IngelogdBurger,
    bezoek: Bezoek,
    Path(id): Path<String>,
    deel: Result<Query<Adresdeel>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(deel) = deel.map_err(|_| Fout::Ongeldig)?;
    toon_zaak(&app, &burger, &bezoek, zaak_id(&id)?, (StatusCode::OK, &deel.gedaan), ("", &[])).await
}

fn zaak_id(id: &str) -> Result<ZaakId, Fout> {
    id.parse().map_err(|_| Fout::GeenPagina)
}

async fn toon_zaak(
    app: &AppState,
    burger: &IngelogdBurger,
    bezoek: &Bezoek,
    id: ZaakId,
    (status, gedaan): (StatusCode, &str),
    (getypt, fouten): (&str, &[FieldError]),
) -> Antwoord {
    let (t, nu, eigen) = (burger.taal, burger.nu, burger.burger.eigen());
    let dossier = dossier(&app.db, &eigen, id).await?;
    let messages = berichten::van_eigen(&app.db, &eigen, Postvak::Zaak(id.uuid()), None, BERICHTEN).await?.rows;
    let zaak = &dossier.zaak;
    let adres = format!("/mijn/zaken/{id}");
    let day = |date: Option<jiff::civil::Date>| {
        let date = date.filter(|_| zaak.is_open())?;
        Some(tijd::dag_met_afstand(t, date, nu.date(), &burger.organisatie.kalender))
    };
    let stappen = zaakbeeld::stappen(t, zaak, &dossier.zaaktype, &dossier.statussen, nu);
    let here = stappen.iter().rev().find(|stap| stap.hier || stap.klaar);
    let vrij = burger.organisatie.instellingen.vrije_dagen();
    let data = dossier.data(&vrij, nu.date())?;
    let promises = zaken::toezeggingen(&app.db, &eigen, std::slice::from_ref(&dossier.zaak), nu).await?;
    let promises = promises.get(&id.uuid()).map(Vec::as_slice).unwrap_or_default();
    let page = Pagina {
        t,
        p: Publiek::new(bezoek),
        rand: Rand::new(burger, "/mijn"),
        fouten: Fouten::new(t, fouten),
        // texts: mijn-gedaan-*
        melding: match gedaan {
            "" => String::new(),
            _ => t.tekst_of_niets(&format!("mijn-gedaan-{gedaan}")).unwrap_or_default(),
        },
        titel: zaak.omschrijving.clone(),
        nummer: zaak.identificatie.clone(),
        soort: t.naam(&dossier.zaaktype.omschrijving, Some(&dossier.zaaktype.omschrijving_en)).tekst,
        wacht: wacht(t, &dossier),
        uitleg: here.map(|stap| stap.uitleg.tekst.clone()).unwrap_or_default(),
        stappen,
        verwacht: day(data.gepland.or(Some(data.uiterlijk.dag()))),
        uiterlijk: day(Some(data.uiterlijk.dag())),
        vroegst: matches!(data.uiterlijk, Einde::OpZijnVroegst(_)),
        belofte: dossier.zaaktype.grondslag == Grondslag::Belofte,
        waarom: zaakbeeld::waarom(t, &dossier, &data, nu),
        klokken: beloften::klokken(t, Lezer::Burger, promises, nu, &burger.organisatie.kalender),
        bezwaar: zaakbeeld::bezwaar(t, &dossier, &vrij)?,
        besluit: besluit(t, &dossier),
        gevraagd: gevraagd(burger, &dossier),
        documenten: zaakbeeld::documenten(t, &adres, &dossier.documenten, nu),
        berichten: messages.iter().map(|message| bericht(t, message, burger)).collect(),
        vraag: app.ids.next(),
        getypt: getypt.to_owned(),
        adres,
    };
    toon_met(status, &page)
}

fn wacht(t: Taal, dossier: &Dossier) -> String {
    use registers::zaken::WachtOp;
    t.tekst(match dossier.zaak.wacht_op {
        WachtOp::Behandelaar => "mijn-wacht-behandelaar",
        WachtOp::Aanvrager => "mijn-wacht-aanvrager",
        WachtOp::Deelzaak => "mijn-wacht-deelzaak",
        WachtOp::Niemand => "mijn-wacht-klaar",
    })
}

fn besluit(t: Taal, dossier: &Dossier) -> Option<(String, String)> {
    let resultaat = dossier.resultaat.as_ref()?;
    let known = dossier.zaaktype.resultaattype(resultaat.resultaattype)?;
    Some((t.naam(&known.omschrijving, Some(&known.omschrijving_en)).tekst, resultaat.toelichting.clone()))
}

fn gevraagd(burger: &IngelogdBurger, dossier: &Dossier) -> Option<Gevraagd> {
    let verzoek = dossier.open_verzoek().filter(|_| dossier.zaak.is_open())?;
    Some(Gevraagd {
        tot: tijd::dag_met_afstand(burger.taal, verzoek.tot, burger.nu.date(), &burger.organisatie.kalender),
        toelichting: verzoek.toelichting.clone(),
        stukken: verzoek.ontbreekt().map(|stuk| (stuk.id.to_string(), stuk.omschrijving.clone())).collect(),
    })
}

fn bericht(t: Taal, message: &berichten::Bericht, burger: &IngelogdBurger) -> Berichtbeeld {
    Berichtbeeld {
        onderwerp: message.onderwerp.clone(),
        tekst: message.tekst.clone(),
        op: tijd::moment(t, message.opgesteld_op, burger.nu),
        van_ons: message.richting == Richting::Uit,
        wacht: message.status == Berichtstatus::Ontvangen,
    }
}

/// `POST /mijn/zaken/{id}/vragen`: a question, that lands with whoever handles the case.
pub(super) async fn vragen(
    State(app): State<AppState>,
    burger: IngelogdBurger,
    bezoek: Bezoek,
    Path(id): Path<String>,
    velden: Velden,
) -> Antwoord {
    let id = zaak_id(&id)?;
    let (eigen, handeling) = (burger.burger.eigen(), burger.burger.handeling(burger.nu));
    let tekst = velden.get("tekst").to_owned();
    let done = match velden.required::<BerichtId>("vraag") {
        Ok(vraag) => {
            let vraag = NieuweVraag { id: vraag, taal: burger.taal.code(), tekst: &tekst };
            zaken::vraag_stellen(&app.db, &app.ids, &eigen, &handeling, id, &vraag).await
        }
        Err(fout) => Err(fout.into()),
    };
    match done {
        Ok(()) => Ok(naar(&format!("/mijn/zaken/{id}?gedaan=gevraagd#berichten"))),
        Err(Error::Invalid(fouten)) => {
            toon_zaak(&app, &burger, &bezoek, id, (StatusCode::BAD_REQUEST, ""), (&tekst, &fouten)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /mijn/zaken/{id}/stukken`: something that was asked for.
pub(super) async fn stukken(
    State(app): State<AppState>,
    burger: IngelogdBurger,
    bezoek: Bezoek,
    Path(id): Path<String>,
    formulier: Formulier,
) -> Antwoord {
    let id = zaak_id(&id)?;
    let (eigen, handeling) = (burger.burger.eigen(), burger.burger.handeling(burger.nu));
    // First whether it is theirs: a file for somebody else's case is not kept.
    let dossier = dossier(&app.db, &eigen, id).await?;
    let welkom = |veld: &str| (veld == "bestand").then(zaakbeeld::welkom);
    let came = formulier.lees(&app, None, welkom).await?;
    let velden = Velden::of(came.velden.clone());
    let done = async {
        let stuk: StukId = velden.required("stuk")?;
        let asked = dossier.verzoeken.iter().flat_map(|verzoek| &verzoek.stukken).find(|known| known.id == stuk);
        let titel = asked.map_or("", |known| known.omschrijving.as_str());
        let soort = zaakbeeld::inkomend(&dossier.zaaktype, titel).unwrap_or_default();
        let bijlage = zaakbeeld::bijlage(&came, "bestand", titel, soort)?;
        let bijlage = bijlage.ok_or_else(|| Error::from(FieldError::new("bestand", "verplicht")))?;
        zaken::ontvangen(&app.db, &app.ids, &eigen, &handeling, id, Binnen { stuk, document: Some(&bijlage), op: None })
            .await
    };
    match done.await {
        Ok(_) => Ok(naar(&format!("/mijn/zaken/{id}?gedaan=ontvangen"))),
        Err(Error::Invalid(fouten)) => {
            toon_zaak(&app, &burger, &bezoek, id, (StatusCode::BAD_REQUEST, ""), ("", &fouten)).await
        }
        Err(Error::Conflict(fout)) => {
            let fouten = [FieldError { field: "", ..fout }];
            toon_zaak(&app, &burger, &bezoek, id, (StatusCode::CONFLICT, ""), ("", &fouten)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /mijn/zaken/{id}/documenten/{document}`
pub(super) async fn document(
    State(app): State<AppState>,
    burger: IngelogdBurger,
    Path((id, document)): Path<(String, String)>,
) -> Antwoord {
    let document = document.parse().map_err(|_| Fout::GeenPagina)?;
    let found = documenten::in_zaak(&app.db, &burger.burger.eigen(), zaak_id(&id)?, document).await?;
    zaakbeeld::bestand(&app, &found.ok_or(Fout::GeenPagina)?).await
}
