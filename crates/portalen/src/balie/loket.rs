//! A counter: call the next visitor, help them, and every other way it can go.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::afspraken::bezoek::{Stap, Status};
use dienstverlening::afspraken::helpen::{self, Hulp};
use dienstverlening::afspraken::{Bezoek, BezoekId, Rooster, lezen, wachtrij};
use dienstverlening::kennisbank::{self, Sectie, markdown};
use kern::autorisatie::{BedienBalie, Werken};
use kern::{Error, FieldError};
use registers::catalogi::{self, Resultaattype, ResultaattypeId};
use registers::zaken::autorisatie::beslist_meteen;

use super::beeld::{self, Optie, Rij, opties};
use super::rooster;
use crate::afspraken::keuze::{Adresvelden, Keuze, balie_naam};
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon_met};

#[derive(Template)]
#[template(path = "balie/loket.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    titel: String,
    adres: String,
    receptie: String,
    melding: String,
    fouten: Fouten,
    nu: Option<Bezoeker>,
    wachtenden: Vec<Rij>,
    terug: Vec<Rij>,
    notitie: String,
}

/// Whoever is at the counter.
struct Bezoeker {
    rij: Rij,
    duur: String,
    telefoon: String,
    artikelen: Vec<(String, String)>,
    /// What they had to bring for the first product, as HTML; empty when the article does not say.
    nodig: String,
    /// What can be handed over at once: per product its name and the results its case can have.
    mee_te_geven: Vec<MeeTeGeven>,
    opties: Vec<Optie>,
    loketten: Vec<(String, String)>,
}

/// A product that can be handed over while they wait.
struct MeeTeGeven {
    veld: String,
    label: String,
    /// The chosen result; empty when it is not handed over.
    gekozen: String,
    resultaten: Vec<(String, String)>,
}

/// The beginning of the name of the field with the result of a product that is handed over.
const MEEGEGEVEN: &str = "meegegeven-";

/// A counter of a desk, by its place in the list.
struct Loket<'a> {
    rooster: Rooster<'a>,
    naam: String,
    adres: String,
}

fn loket<'a>(wie: &'a Ingelogd, (code, nummer): &(String, String)) -> Result<Loket<'a>, Fout> {
    let rooster = rooster(&wie.organisatie, code)?;
    let at = nummer.parse::<usize>().ok().and_then(|nummer| nummer.checked_sub(1)).ok_or(Fout::GeenPagina)?;
    let naam = rooster.balie.loketten.get(at).ok_or(Fout::GeenPagina)?.clone();
    let adres = format!("/balie/loket/{}/{}", rooster.balie.code, at + 1);
    Ok(Loket { rooster, naam, adres })
}

/// `GET /balie/loket/{code}/{loket}`
pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(path): Path<(String, String)>,
    Adresvelden(velden): Adresvelden,
) -> Antwoord {
    let loket = loket(&wie, &path)?;
    // texts: balie-gedaan-*
    let said = velden.filled("gedaan").and_then(|what| wie.taal.tekst_of_niets(&format!("balie-gedaan-{what}")));
    toon(&app, &wie, &loket, &said.unwrap_or_default(), &Velden::default(), &[]).await
}

async fn toon(
    app: &AppState,
    wie: &Ingelogd,
    loket: &Loket<'_>,
    melding: &str,
    velden: &Velden,
    errors: &[FieldError],
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let balie = loket.rooster.balie;
    let all = beeld::producten(app, wie).await?;
    let here = lezen::aan_loket(&app.db, &who, &balie.code, wie.nu.date(), &loket.naam).await?;
    let waiting = lezen::wachtenden(&app.db, &who, &balie.code, wie.nu).await?;
    let back = [Status::Geparkeerd, Status::NietVerschenen];
    let back = lezen::met_status(&app.db, &who, &balie.code, wie.nu.date(), &back).await?;
    let nu = match &here {
        Some(bezoek) => Some(bezoeker(app, wie, loket, &all, (bezoek, velden)).await?),
        None => None,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let page = Pagina {
        t: wie.taal,
        p: Werkplek::new(wie),
        titel: format!("{}, {}", loket.naam, balie_naam(wie.taal, balie)),
        adres: loket.adres.clone(),
        receptie: format!("/balie/receptie/{}", balie.code),
        melding: melding.to_owned(),
        fouten: Fouten::new(wie.taal, errors),
        nu,
        wachtenden: waiting.iter().map(|bezoek| beeld::rij(wie, &all, bezoek)).collect(),
        terug: back.iter().map(|bezoek| beeld::rij(wie, &all, bezoek)).collect(),
        notitie: velden.get("notitie").to_owned(),
    };
    toon_met(status, &page)
}

async fn bezoeker(
    app: &AppState,
    wie: &Ingelogd,
    loket: &Loket<'_>,
    all: &[kennisbank::Product],
    (bezoek, velden): (&Bezoek, &Velden),
) -> Result<Bezoeker, Fout> {
    let t = wie.taal;
    // First: what they came for first, as they said it.
    let first = bezoek.producten.first().map_or("", String::as_str);
    let artikel = kennisbank::artikel(&app.db, &wie.medewerker.authorise::<Werken>()?, first).await?;
    let needed = artikel.as_ref().and_then(|artikel| {
        artikel.versie.inhoud.openbaar.iter().find(|(sectie, _)| *sectie == Sectie::Nodig).map(|(_, text)| text)
    });
    let link = |code: &String| {
        let product = all.iter().find(|product| product.code == *code)?;
        let naam = t.naam(&product.naam, product.naam_en.as_deref()).tekst;
        Some((naam, format!("/werkplek/artikelen/{code}")))
    };
    let any = (String::new(), t.tekst("balie-elk-loket"));
    let others = loket.rooster.balie.loketten.iter().map(|naam| (naam.clone(), naam.clone()));
    Ok(Bezoeker {
        rij: beeld::rij(wie, all, bezoek),
        duur: tijd::duur(bezoek.laatst_opgeroepen_op.map_or(0, |op| wie.nu.seconds_since(op))),
        telefoon: bezoek.telefoon.clone(),
        artikelen: bezoek.producten.iter().filter_map(link).collect(),
        nodig: needed.map(|text| markdown::html(text, 0, |_| None)).unwrap_or_default(),
        mee_te_geven: mee_te_geven(app, wie, all, bezoek, velden).await?,
        opties: opties(wie, all, &loket.rooster.balie.code, &bezoek.producten),
        loketten: std::iter::once(any).chain(others).collect(),
    })
}

/// The results that the case of each product can have that is handed over at the counter. Which one it is, is asked.
async fn mee_te_geven(
    app: &AppState,
    wie: &Ingelogd,
    all: &[kennisbank::Product],
    bezoek: &Bezoek,
    velden: &Velden,
) -> Result<Vec<MeeTeGeven>, Fout> {
    let t = wie.taal;
    let mut can = Vec::new();
    for code in &bezoek.producten {
        let own = wie.organisatie.instellingen.balies.product(code).and_then(|own| own.zaaktype.as_deref());
        let Some(zaaktype) = own else { continue };
        let day = bezoek.aangekomen_op.date();
        let Some(zaaktype) = catalogi::geldig(&app.db, wie.organisatie.id, zaaktype, day).await? else { continue };
        if !beslist_meteen(&app.db, wie.organisatie.id, Some(wie.medewerker.id), &zaaktype).await? {
            continue;
        }
        let product = all.iter().find(|product| product.code == *code);
        let naam = product.map_or_else(|| code.clone(), |p| t.naam(&p.naam, p.naam_en.as_deref()).tekst);
        let resultaat = |r: &Resultaattype| (r.id.to_string(), t.naam(&r.omschrijving, Some(&r.omschrijving_en)).tekst);
        let none = (String::new(), t.tekst("balie-niet-meegegeven"));
        let veld = format!("{MEEGEGEVEN}{code}");
        can.push(MeeTeGeven {
            gekozen: velden.get(&veld).to_owned(),
            label: t.tekst_met("balie-meegegeven").met("wat", naam).to_string(),
            resultaten: std::iter::once(none).chain(zaaktype.resultaattypen.iter().map(resultaat)).collect(),
            veld,
        });
    }
    Ok(can)
}

/// What the form says was handed over.
fn meegegeven(velden: &Velden) -> Result<Vec<(String, ResultaattypeId)>, FieldError> {
    let chosen = velden.with_prefix(MEEGEGEVEN).filter(|(_, result)| !result.is_empty());
    let read = |(code, result): (&str, &str)| {
        let result = result.parse().map_err(|_| FieldError::new("meegegeven", "onbekende-keuze"))?;
        Ok((code.to_owned(), result))
    };
    chosen.map(read).collect()
}

/// `POST /balie/loket/{code}/{loket}/volgende`
pub(super) async fn volgende(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(path): Path<(String, String)>,
) -> Antwoord {
    let loket = loket(&wie, &path)?;
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let where_to = (loket.rooster.balie.code.as_str(), loket.naam.as_str());
    let called = wachtrij::roep(&app.db, &app.ids, &who, &handeling, where_to).await?;
    let said = if called.is_some() { "" } else { "?gedaan=niemand" };
    Ok(naar(&format!("{}{said}", loket.adres)))
}

/// The counter that a form came from.
fn van<'a>(wie: &'a Ingelogd, bezoek: &Bezoek, velden: &Velden) -> Result<Loket<'a>, Fout> {
    let nummer = velden.get("adres").rsplit('/').next().unwrap_or_default();
    loket(wie, &(bezoek.balie.clone(), nummer.to_owned()))
}

/// `POST /balie/bezoeken/{id}/stap`: `stap` is `nogmaals`, `parkeren`, `terug`, `niet-verschenen` or `doorverwijzen`.
pub(super) async fn stap(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<BezoekId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let was = lezen::bezoek(&app.db, &who, id).await?;
    let loket = van(&wie, &was, &velden)?;
    let instellingen = &wie.organisatie.instellingen;
    let (stap, said) = match velden.get("stap") {
        "nogmaals" => (Stap::Nogmaals, "nogmaals"),
        "parkeren" => (Stap::Parkeren, "geparkeerd"),
        "terug" => (Stap::Terugroepen, "terug"),
        "niet-verschenen" => (Stap::NietVerschenen, "niet-verschenen"),
        "doorverwijzen" => {
            let producten = Keuze::lees(&velden, &instellingen.balies).producten;
            (Stap::Doorverwijzen { producten, loket: velden.filled("loket").map(str::to_owned) }, "doorverwezen")
        }
        _ => return Err(FieldError::new("stap", "onbekende-keuze").into()),
    };
    let handeling = wie.medewerker.handeling(wie.nu);
    let seen = (id, velden.required::<i64>("versie")?);
    let done = helpen::stap(&app.db, &app.ids, &who, &handeling, instellingen, seen, &stap).await;
    verder(&app, &wie, &loket, &velden, done, said).await
}

/// `POST /balie/bezoeken/{id}/klaar`
pub(super) async fn klaar(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<BezoekId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let was = lezen::bezoek(&app.db, &who, id).await?;
    let loket = van(&wie, &was, &velden)?;
    let hulp = Hulp { notitie: velden.get("notitie").replace("\r\n", "\n"), meegegeven: meegegeven(&velden)? };
    let handeling = wie.medewerker.handeling(wie.nu);
    let seen = (id, velden.required::<i64>("versie")?);
    let done = helpen::klaar(&app.db, &app.ids, &who, &handeling, wie.medewerker.team, seen, &hulp).await;
    verder(&app, &wie, &loket, &velden, done, "klaar").await
}

async fn verder(
    app: &AppState,
    wie: &Ingelogd,
    loket: &Loket<'_>,
    velden: &Velden,
    done: Result<Bezoek, Error>,
    said: &str,
) -> Antwoord {
    let errors = match done {
        Ok(_) => return Ok(naar(&format!("{}?gedaan={said}", loket.adres))),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(what)) => vec![what],
        Err(other) => return Err(other.into()),
    };
    // The page as it is now, with the note that was typed; an error about the whole stands on top.
    let on_top: Vec<FieldError> = errors.into_iter().map(|error| FieldError { field: "", ..error }).collect();
    toon(app, wie, loket, "", velden, &on_top).await
}
