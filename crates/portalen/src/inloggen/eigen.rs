//! The page on which somebody chooses their own password, before anything opens: the one that they have was set by somebody else.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use dienstverlening::inrichten::account;
use kern::sessies::{self, Kandidaat};
use kern::{Error, FieldError, Result};

use super::tussenstap::{self, Stap};
use super::{Terug, binnenlaten, wachtwoord};
use crate::basis::adres::binnen;
use crate::basis::koppen::add_cookie;
use crate::basis::toegang::LosFormulier;
use crate::basis::{Antwoord, AppState, Bezoek, Fouten, Publiek, Taal, Velden, naar, toon_met};

#[derive(Template)]
#[template(path = "inloggen/eigen.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    terug: String,
    gebruikersnaam: String,
    fouten: Fouten,
}

/// Sends whoever has shown who they are on to this page.
pub(super) async fn begin(app: &AppState, wie: &Kandidaat, terug: &str) -> Antwoord {
    // As they are now: the ticket is worth nothing once the password or the second factor is another one.
    let now = sessies::kandidaat_met_id(&app.db, wie.medewerker.id).await?;
    Ok(tussenstap::stuur(app, Stap::Eigen, "/inloggen/wachtwoord", now.as_ref().unwrap_or(wie), "", terug))
}

pub(super) async fn formulier(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    Query(to): Query<Terug>,
    headers: HeaderMap,
) -> Antwoord {
    let Some(wie) = ticket_holder(&app, &headers).await? else { return Ok(naar("/inloggen")) };
    pagina(&bezoek, los, &to.terug, &wie, &[])
}

pub(super) async fn bewaar(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    velden: Velden,
    headers: HeaderMap,
) -> Antwoord {
    let Some(wie) = ticket_holder(&app, &headers).await? else { return Ok(naar("/inloggen")) };
    let terug = velden.get("terug");
    let known = [wie.medewerker.naam.as_str(), &wie.gebruikersnaam, &bezoek.organisatie.naam];
    let mut errors = nieuw_gekozen(&app, &velden, &known).await?;
    let was = wie.wachtwoord.clone().unwrap_or_default();
    if errors.is_empty() && app.wachtwoorden.klopt(Some(was.clone()), velden.get("nieuw")).await? {
        errors.push(FieldError::new("nieuw", "wachtwoord-zelfde"));
    }
    if !errors.is_empty() {
        return pagina(&bezoek, los, terug, &wie, &errors);
    }
    let phc = app.wachtwoorden.nieuw(velden.get("nieuw"), &app.ids).await?;
    let handeling = wie.medewerker.handeling(app.clock.now());
    match account::wachtwoord_kiezen(&app.db, &app.ids, &handeling, wie.medewerker.id, &was, phc).await {
        Ok(()) => {}
        // Blocked meanwhile, or another tab was first.
        Err(Error::Conflict(_)) => return Ok(naar("/inloggen")),
        Err(other) => return Err(other.into()),
    }
    let mut response: Response = binnenlaten(&app, &headers, &wie.medewerker, terug).await?;
    tussenstap::klaar(&app, Stap::Eigen, &mut response);
    Ok(response)
}

/// What is wrong with a new password that was typed twice. `bekend` is what others know of its owner.
///
/// # Errors
/// When the system is too busy to judge it.
pub(crate) async fn nieuw_gekozen(app: &AppState, velden: &Velden, bekend: &[&str]) -> Result<Vec<FieldError>> {
    let nieuw = velden.get("nieuw");
    if nieuw.is_empty() {
        return Ok(vec![FieldError::new("nieuw", "verplicht")]);
    }
    if nieuw != velden.get("herhaling") {
        return Ok(vec![FieldError::new("herhaling", "wachtwoord-anders")]);
    }
    Ok(match app.wachtwoorden.keur(nieuw, bekend).await? {
        Ok(()) => Vec::new(),
        Err(why) => vec![FieldError::new("nieuw", why.code()).detail(wachtwoord::TEKENS_MIN)],
    })
}

fn pagina(bezoek: &Bezoek, los: LosFormulier, terug: &str, wie: &Kandidaat, errors: &[FieldError]) -> Antwoord {
    let t = bezoek.taal;
    let page = Pagina {
        t,
        p: Publiek::new(bezoek),
        csrf: los.csrf,
        terug: binnen(terug).unwrap_or_default().to_owned(),
        gebruikersnaam: wie.gebruikersnaam.clone(),
        fouten: Fouten::new(t, errors),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response = toon_met(status, &page)?;
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// Who showed who they are a short while ago, and has a password of somebody else.
async fn ticket_holder(app: &AppState, headers: &HeaderMap) -> Result<Option<Kandidaat>> {
    let found = tussenstap::houder(app, headers, Stap::Eigen).await?;
    Ok(found.map(|(wie, _)| wie).filter(|wie| wie.tijdelijk))
}
