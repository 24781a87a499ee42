//! `/balie/zuil/{code}`: the kiosk at the door. Whoever has an appointment types its code; whoever has none takes a ticket.
//!
//! It works only on a device that the functional manager linked: to any other this page asks for the code that links it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::REFRESH;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use dienstverlening::afspraken::bezoek::GemeldBij;
use dienstverlening::afspraken::lezen;
use dienstverlening::afspraken::melden::{self, Inloop, Voor};
use dienstverlening::afspraken::{Bezoek as Geweest, BezoekId, Rooster, zuil};
use kern::inlogpogingen::{self, Rem};
use kern::{Error, FieldError, Handeling};

use super::receptie::is_bon;
use super::rooster;
use crate::afspraken::keuze::{Adresvelden, Keuze, balie_naam};
use crate::afspraken::rem::Netwerk;
use crate::basis::koppen::add_cookie;
use crate::basis::toegang::LosFormulier;
use crate::basis::{Antwoord, AppState, Bezoek, Fouten, Publiek, Taal, Velden, naar, sessie, toon_met};

#[derive(Template)]
#[template(path = "balie/zuil.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    balie: String,
    adres: String,
    /// The ticket that was just given; empty for the next visitor.
    bon: String,
    /// What can be done without an appointment: its code and name; none when it is closed or takes no walk-ins.
    inloop: Vec<(String, String)>,
    bezoek: String,
    fouten: Fouten,
}

#[derive(Template)]
#[template(path = "balie/zuil_koppelen.html")]
struct Koppelen {
    t: Taal,
    p: Publiek,
    csrf: String,
    balie: String,
    adres: String,
    fouten: Fouten,
}

/// The cookie with the device's secret; the prefix makes browsers refuse one that another host or an insecure page set.
const COOKIE_SECURE: &str = "__Host-loket-zuil";
const COOKIE_PLAIN: &str = "loket-zuil";
/// As long as browsers keep a cookie; each page makes it last as long again.
const COOKIE_S: i64 = 400 * 24 * 60 * 60;

fn cookie_name(app: &AppState) -> &'static str {
    if app.config.veilige_cookies { COOKIE_SECURE } else { COOKIE_PLAIN }
}

/// The secret of this device, when it is a kiosk of this desk.
async fn is_zuil<'h>(
    app: &AppState,
    bezoek: &Bezoek,
    headers: &'h HeaderMap,
    balie: &str,
) -> Result<Option<&'h str>, Error> {
    let Some(secret) = sessie::geheim(headers, cookie_name(app)) else { return Ok(None) };
    let linked = zuil::is_gekoppeld(&app.db, bezoek.organisatie.id, balie, &sessie::hash(secret)).await?;
    Ok(linked.then_some(secret))
}

/// Visitors mistype, one after the other: on a device of ours a short wait is enough.
const CODE: Rem = Rem { vrij: 10, wachten_max_s: 5 };

fn vraag_code(
    status: StatusCode,
    bezoek: &Bezoek,
    los: &LosFormulier,
    rooster: &Rooster<'_>,
    errors: &[FieldError],
) -> Antwoord {
    let page = Koppelen {
        t: bezoek.taal,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        csrf: los.csrf.clone(),
        balie: balie_naam(bezoek.taal, rooster.balie),
        adres: format!("/balie/zuil/{}", rooster.balie.code),
        fouten: Fouten::new(bezoek.taal, errors),
    };
    let mut response = toon_met(status, &page)?;
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// `POST /balie/zuil/{code}/koppelen`
pub(super) async fn koppelen(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    netwerk: Netwerk,
    Path(code): Path<String>,
    velden: Velden,
) -> Antwoord {
    let rooster = rooster(&bezoek.organisatie, &code)?;
    let secret = sessie::nieuw_geheim(&app.ids);
    let handeling = Handeling::program(bezoek.organisatie.id, bezoek.nu);
    let typed = (velden.get("code"), sessie::hash(&secret));
    let linked = netwerk.begin_code(&app).await?
        && zuil::koppelen(&app.db, &app.ids, &handeling, &code, (typed.0, &typed.1)).await?;
    if !linked {
        let wrong = [FieldError::new("code", "zuil-code-onbekend")];
        return vraag_code(StatusCode::BAD_REQUEST, &bezoek, &los, &rooster, &wrong);
    }
    netwerk.right_code(&app).await?;
    let mut response = naar(&format!("/balie/zuil/{code}"));
    let veilig = app.config.veilige_cookies;
    add_cookie(&mut response, &sessie::keep_cookie(veilig, cookie_name(&app), &secret, COOKIE_S));
    Ok(response)
}

/// `GET /balie/zuil/{code}`
pub(super) async fn pagina(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    headers: HeaderMap,
    Path(code): Path<String>,
    Adresvelden(velden): Adresvelden,
) -> Antwoord {
    let rooster = rooster(&bezoek.organisatie, &code)?;
    let Some(secret) = is_zuil(&app, &bezoek, &headers, &code).await? else {
        return vraag_code(StatusCode::OK, &bezoek, &los, &rooster, &[]);
    };
    let bon = velden.filled("bon").filter(|bon| is_bon(bon)).unwrap_or_default();
    let mut response = toon(&app, &bezoek, los, &rooster, bon, &[]).await?;
    let veilig = app.config.veilige_cookies;
    add_cookie(&mut response, &sessie::keep_cookie(veilig, cookie_name(&app), secret, COOKIE_S));
    Ok(response)
}

async fn toon(
    app: &AppState,
    bezoek: &Bezoek,
    los: LosFormulier,
    rooster: &Rooster<'_>,
    bon: &str,
    errors: &[FieldError],
) -> Antwoord {
    let (t, organisatie) = (bezoek.taal, &bezoek.organisatie);
    let balies = &organisatie.instellingen.balies;
    let all = lezen::producten(&app.db, organisatie.id, balies, true).await?;
    let code = &rooster.balie.code;
    let walk_in = |product: &&dienstverlening::kennisbank::Product| {
        balies.product(&product.code).is_some_and(|own| own.inloop && own.kan_bij(code))
    };
    let open = rooster.balie.inloop && rooster.is_open(bezoek.nu)?;
    let inloop = all.iter().filter(walk_in).filter(|_| open);
    let page = Pagina {
        t,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        csrf: los.csrf,
        balie: balie_naam(t, rooster.balie),
        adres: format!("/balie/zuil/{code}"),
        bon: bon.to_owned(),
        inloop: inloop.map(|p| (p.code.clone(), t.naam(&p.naam, p.naam_en.as_deref()).tekst)).collect(),
        bezoek: app.ids.next::<BezoekId>().to_string(),
        fouten: Fouten::new(t, errors),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response = toon_met(status, &page)?;
    add_cookie(&mut response, &los.cookie);
    // For whoever comes next: a ticket does not stay on the screen.
    if !bon.is_empty()
        && let Ok(next) = HeaderValue::from_str(&format!("20; url=/balie/zuil/{code}"))
    {
        response.headers_mut().insert(REFRESH, next);
    }
    Ok(response)
}

async fn verder(
    app: &AppState,
    bezoek: &Bezoek,
    los: LosFormulier,
    rooster: &Rooster<'_>,
    done: Result<Geweest, Error>,
) -> Antwoord {
    let errors = match done {
        Ok(made) => return Ok(naar(&format!("/balie/zuil/{}?bon={}", made.balie, made.bon))),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(what)) => vec![FieldError { field: "code", ..what }],
        Err(other) => return Err(other.into()),
    };
    toon(app, bezoek, los, rooster, "", &errors).await
}

/// `POST /balie/zuil/{code}/aankomst`
pub(super) async fn aankomst(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    headers: HeaderMap,
    Path(code): Path<String>,
    velden: Velden,
) -> Antwoord {
    let rooster = rooster(&bezoek.organisatie, &code)?;
    let Some(secret) = is_zuil(&app, &bezoek, &headers, &code).await? else {
        return vraag_code(StatusCode::FORBIDDEN, &bezoek, &los, &rooster, &[]);
    };
    let tries = sessie::hash(&format!("zuil {secret}"));
    if !inlogpogingen::count_try(&app.db, &tries, CODE, bezoek.nu).await? {
        return toon(&app, &bezoek, los, &rooster, "", &[FieldError::new("code", "afspraak-te-vaak")]).await;
    }
    let handeling = Handeling::program(bezoek.organisatie.id, bezoek.nu);
    let done = melden::aankomst(&app.db, &app.ids, &handeling, &code, &Voor::Code(velden.get("code"))).await;
    if done.is_ok() {
        inlogpogingen::clear(&app.db, &tries).await?;
    }
    verder(&app, &bezoek, los, &rooster, done).await
}

/// `POST /balie/zuil/{code}/inloop`
pub(super) async fn inloop(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    headers: HeaderMap,
    Path(code): Path<String>,
    velden: Velden,
) -> Antwoord {
    let rooster = rooster(&bezoek.organisatie, &code)?;
    if is_zuil(&app, &bezoek, &headers, &code).await?.is_none() {
        return vraag_code(StatusCode::FORBIDDEN, &bezoek, &los, &rooster, &[]);
    }
    let handeling = Handeling::program(bezoek.organisatie.id, bezoek.nu);
    let inloop = Inloop {
        id: velden.parsed("bezoek").ok().flatten().unwrap_or_else(|| app.ids.next()),
        producten: Keuze::lees(&velden, &bezoek.organisatie.instellingen.balies).producten,
        naam: String::new(),
        gemeld_bij: GemeldBij::Zuil,
    };
    let instellingen = &bezoek.organisatie.instellingen;
    let done = melden::inloop(&app.db, &app.ids, &handeling, instellingen, &code, &inloop).await;
    verder(&app, &bezoek, los, &rooster, done).await
}
