//! The first log-in of somebody who has no second factor yet: they set it up before anything else opens.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use dienstverlening::inrichten::account;
use kern::sessies::Kandidaat;
use kern::{Error, FieldError, Result};

use super::geheim::{self, Beeld};
use super::tussenstap::{self, Stap};
use super::{Terug, rem, welkom};
use crate::basis::adres::binnen;
use crate::basis::koppen::add_cookie;
use crate::basis::toegang::LosFormulier;
use crate::basis::{Antwoord, AppState, Bezoek, Fouten, Publiek, Taal, Velden, naar, toon_met};

#[derive(Template)]
#[template(path = "inloggen/instellen.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    terug: String,
    fouten: Fouten,
    /// In groups of four, as people read it over.
    geheim: String,
    url: String,
    beeld: Option<Beeld>,
}

/// Sends somebody whose password was right to this page, with a secret of their own.
pub(super) fn begin(app: &AppState, wie: &Kandidaat, terug: &str) -> axum::response::Response {
    tussenstap::stuur(app, Stap::Instellen, "/inloggen/tweede-factor", wie, &geheim::nieuw(&app.ids), terug)
}

/// `GET /inloggen/tweede-factor`
pub(super) async fn formulier(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    Query(to): Query<Terug>,
    headers: HeaderMap,
) -> Antwoord {
    let Some((wie, geheim)) = ticket_holder(&app, &headers).await? else { return Ok(naar("/inloggen")) };
    pagina(&bezoek, los, &to.terug, (&wie, &geheim), &[])
}

/// `POST /inloggen/tweede-factor`: the app knows the secret, for it gives the right code.
pub(super) async fn bevestig(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    velden: Velden,
    headers: HeaderMap,
) -> Antwoord {
    let Some((wie, geheim)) = ticket_holder(&app, &headers).await? else { return Ok(naar("/inloggen")) };
    let (terug, now) = (velden.get("terug"), app.clock.now());
    let may_try = rem::begin_code(&app, wie.medewerker.id, None).await?;
    let Some(step) = geheim::stap(&geheim, velden.get("code"), now).filter(|_| may_try) else {
        rem::meld_code(&app, &wie.medewerker, may_try);
        return pagina(&bezoek, los, terug, (&wie, &geheim), &[FieldError::new("code", "code-onjuist")]);
    };
    match account::tweede_factor_instellen(
        &app.db,
        &app.ids,
        &wie.medewerker.handeling(now),
        wie.medewerker.id,
        &geheim,
        step,
    )
    .await
    {
        Ok(()) => {}
        // Another tab was first: that one's secret counts.
        Err(Error::Conflict(_)) => return Ok(naar("/inloggen")),
        Err(other) => return Err(other.into()),
    }
    rem::right_code(&app, wie.medewerker.id, None).await?;
    let mut response = welkom(&app, &headers, &wie, terug).await?;
    tussenstap::klaar(&app, Stap::Instellen, &mut response);
    Ok(response)
}

fn pagina(
    bezoek: &Bezoek,
    los: LosFormulier,
    terug: &str,
    (wie, geheim): (&Kandidaat, &str),
    errors: &[FieldError],
) -> Antwoord {
    let t = bezoek.taal;
    let url = geheim::otpauth(&bezoek.organisatie.naam, &wie.medewerker.naam, geheim);
    let groups: Vec<&str> = geheim.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    let page = Pagina {
        t,
        p: Publiek::new(bezoek),
        csrf: los.csrf,
        terug: binnen(terug).unwrap_or_default().to_owned(),
        fouten: Fouten::new(t, errors),
        geheim: groups.join(" "),
        beeld: Beeld::van(&url),
        url,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response = toon_met(status, &page)?;
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// Whose password was right a short while ago and who has no second factor, with the secret that they were shown.
async fn ticket_holder(app: &AppState, headers: &HeaderMap) -> Result<Option<(Kandidaat, String)>> {
    let found = tussenstap::houder(app, headers, Stap::Instellen).await?;
    Ok(found.filter(|(wie, _)| wie.totp_geheim.is_none()))
}
