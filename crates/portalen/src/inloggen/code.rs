//! The second page: the code of the moment from somebody's phone. A code works once.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use kern::sessies::{self, Kandidaat};
use kern::{FieldError, Result};

use super::tussenstap::{self, Stap};
use super::{Terug, geheim, rem, toestel, welkom};
use crate::basis::adres::binnen;
use crate::basis::koppen::add_cookie;
use crate::basis::toegang::LosFormulier;
use crate::basis::{Antwoord, AppState, Bezoek, Fouten, Publiek, Taal, Velden, naar, toon_met};

#[derive(Template)]
#[template(path = "inloggen/code.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    terug: String,
    fouten: Fouten,
}

pub(super) async fn formulier(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    Query(to): Query<Terug>,
    headers: HeaderMap,
) -> Antwoord {
    if ticket_holder(&app, &headers).await?.is_none() {
        return Ok(naar("/inloggen"));
    }
    pagina(&bezoek, los, &to.terug, &[])
}

pub(super) async fn controleer(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    velden: Velden,
    headers: HeaderMap,
) -> Antwoord {
    let Some(wie) = ticket_holder(&app, &headers).await? else { return Ok(naar("/inloggen")) };
    let terug = velden.get("terug");
    let toestel = toestel::van(&app, &headers, wie.medewerker.id).await?;
    let may_try = rem::begin_code(&app, wie.medewerker.id, toestel.as_deref()).await?;
    if !may_try || !use_code(&app, &wie, velden.get("code")).await? {
        rem::meld_code(&app, &wie.medewerker, may_try);
        return pagina(&bezoek, los, terug, &[FieldError::new("code", "code-onjuist")]);
    }
    rem::right_code(&app, wie.medewerker.id, toestel.as_deref()).await?;
    let mut response = welkom(&app, &headers, &wie, terug).await?;
    tussenstap::klaar(&app, Stap::Code, &mut response);
    Ok(response)
}

fn pagina(bezoek: &Bezoek, los: LosFormulier, terug: &str, errors: &[FieldError]) -> Antwoord {
    let t = bezoek.taal;
    let page = Pagina {
        t,
        p: Publiek::new(bezoek),
        csrf: los.csrf,
        terug: binnen(terug).unwrap_or_default().to_owned(),
        fouten: Fouten::new(t, errors),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response = toon_met(status, &page)?;
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// Whose password was right a short while ago.
async fn ticket_holder(app: &AppState, headers: &HeaderMap) -> Result<Option<Kandidaat>> {
    Ok(tussenstap::houder(app, headers, Stap::Code).await?.map(|(wie, _)| wie))
}

/// Whether it is the code of now (or of half a minute earlier or later), for the first time.
async fn use_code(app: &AppState, wie: &Kandidaat, code: &str) -> Result<bool> {
    let geheim = wie.totp_geheim.as_deref().unwrap_or_default();
    let Some(step) = geheim::stap(geheim, code, app.clock.now()) else { return Ok(false) };
    sessies::use_totp_step(&app.db, wie.medewerker.id, step).await
}
