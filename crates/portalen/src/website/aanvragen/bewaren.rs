//! Leaving a form and coming back: later, on another device, or after a session that ended.

use std::net::IpAddr;

use askama::Template;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::StatusCode;
use dienstverlening::formulieren::concept::{self, Inhoud};
use dienstverlening::formulieren::{AanvraagId, Bekend, Formulier, Stand, Vraag, hervatcode};
use kern::inlogpogingen::{self, Rem};
use kern::{FieldError, Result};

use super::bezoeker::Bezoeker;
use super::{Aanvraag, geheim, naam, stap_adres, verder};
use crate::basis::adres::{afzender, als_waarde, netwerk};
use crate::basis::koppen::add_cookie;
use crate::basis::sessie::hash;
use crate::basis::taal::Naam;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Antwoord, AppState, Fout, Fouten, Publiek, Taal, Velden, naar, toon, toon_met};
use crate::website::product_adres;

/// Somebody copies a code wrong a few times; a guesser needs far more. Loose, since a whole library can share an address.
const HERVATTEN: Rem = Rem { vrij: 20, wachten_max_s: 60 };

#[derive(Template)]
#[template(path = "website/aanvragen/bewaard.html")]
struct Bewaard {
    t: Taal,
    p: Publiek,
    naam: Naam,
    /// For a visitor; whoever is logged in finds it in their own pages.
    code: Option<String>,
    tot: Tijdstip,
    terug: String,
}

#[derive(Template)]
#[template(path = "website/aanvragen/hervatten.html")]
struct Hervatten {
    t: Taal,
    p: Publiek,
    csrf: String,
    fouten: Fouten,
    code: String,
}

/// Keeps it for later, and says how to come back.
pub(super) async fn bewaren(State(app): State<AppState>, bezoeker: Bezoeker, Path(id): Path<AanvraagId>) -> Antwoord {
    let aanvraag = bezoeker.aanvraag(&app, id).await?;
    tonen(&app, &bezoeker, &aanvraag).await
}

pub(super) async fn tonen(app: &AppState, bezoeker: &Bezoeker, aanvraag: &Aanvraag<'_>) -> Antwoord {
    let (t, concept) = (bezoeker.bezoek.taal, &aanvraag.concept);
    let organisatie = bezoeker.houder.organisatie;
    let code = concept.burger.is_none().then(|| hervatcode::nieuw(&app.ids));
    if let Some(kept) = code.as_ref().and_then(|code| hervatcode::hash(organisatie, code)) {
        concept::code_geven(&app.db, &bezoeker.houder, concept.id, &kept).await?;
    }
    geheim(toon(&Bewaard {
        t,
        p: Publiek::new(&bezoeker.bezoek),
        naam: naam(t, aanvraag.formulier),
        code,
        tot: tijd::dag(t, concept.verloopt_op.date(), bezoeker.bezoek.nu.date()),
        terug: aanvraag.gebleven(bezoeker),
    }))
}

pub(super) async fn hervatten_pagina(bezoeker: Bezoeker) -> Antwoord {
    vraag_code(&bezoeker, "", Fouten::default())
}

fn vraag_code(bezoeker: &Bezoeker, code: &str, fouten: Fouten) -> Antwoord {
    let status = if fouten.leeg() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let page = toon_met(
        status,
        &Hervatten {
            t: bezoeker.bezoek.taal,
            p: Publiek::new(&bezoeker.bezoek),
            csrf: bezoeker.los.csrf.clone(),
            fouten,
            code: code.to_owned(),
        },
    )?;
    geheim(Ok(bezoeker.met_cookie(page)))
}

/// Opens a draft in this browser by its code. Wrong, too old and tried too often give the same answer.
pub(super) async fn hervatten(State(app): State<AppState>, velden: Velden, request: Request) -> Antwoord {
    let (mut parts, _) = request.into_parts();
    let mut bezoeker = Bezoeker::from_request_parts(&mut parts, &app).await?;
    let cookie = bezoeker.met_sleutel(&app);
    let typed = velden.get("code");
    let sender = afzender(&app.config.vertrouwde_proxys, &parts.extensions, &parts.headers);
    let found = open(&app, &bezoeker, typed, sender).await?;
    let Some(id) = found else {
        let wrong = Fouten::new(bezoeker.bezoek.taal, &[FieldError::new("code", "hervatcode-onbekend")]);
        return vraag_code(&bezoeker, typed, wrong);
    };
    let aanvraag = bezoeker.aanvraag(&app, id).await?;
    let mut response = naar(&aanvraag.gebleven(&bezoeker));
    if let Some(cookie) = cookie {
        add_cookie(&mut response, &cookie);
    }
    geheim(Ok(response))
}

async fn open(app: &AppState, bezoeker: &Bezoeker, typed: &str, adres: Option<IpAddr>) -> Result<Option<AanvraagId>> {
    let key = hash(&format!("hervatten {}", adres.map(netwerk).unwrap_or_default()));
    if !inlogpogingen::count_try(&app.db, &key, HERVATTEN, app.clock.now()).await? {
        return Ok(None);
    }
    let Some(code) = hervatcode::hash(bezoeker.houder.organisatie, typed) else { return Ok(None) };
    let found = concept::hervatten(&app.db, &bezoeker.houder, &code).await?;
    if found.is_some() {
        inlogpogingen::take_back(&app.db, &key, app.clock.now()).await?;
    }
    Ok(found)
}

/// Throws it away and goes back to the product.
pub(super) async fn weggooien(State(app): State<AppState>, bezoeker: Bezoeker, Path(id): Path<AanvraagId>) -> Antwoord {
    let back = match bezoeker.aanvraag(&app, id).await {
        Ok(aanvraag) => product_adres(&aanvraag.formulier.product),
        Err(_) => "/".to_owned(),
    };
    concept::weggooien(&app.db, &bezoeker.houder, id).await?;
    verder(&back)
}

/// A page that does not open for whoever asks: when it would after a log-in in this browser, they go there and come back.
pub(super) async fn of_inloggen(
    app: &AppState,
    bezoeker: &Bezoeker,
    id: AanvraagId,
    refusal: Fout,
    terug: &str,
) -> Antwoord {
    if !concept::wacht_op_inloggen(&app.db, &bezoeker.houder, id).await? {
        return Err(refusal);
    }
    verder(&format!("/mijn/inloggen?terug={}", als_waarde(terug)))
}

/// A page that was sent after the session ended: what was typed is kept for its owner, who logs in again and finds it there.
/// Its files are not: who sent them is not known.
pub(super) async fn zonder_sessie(
    app: &AppState,
    bezoeker: &Bezoeker,
    id: AanvraagId,
    code: &str,
    refusal: Fout,
    velden: &[(String, String)],
) -> Antwoord {
    let vandaag = bezoeker.bezoek.nu.date();
    let change = |form: &Formulier, (invoer, uploads): Inhoud<'_>| {
        let Some(groep) = form.groep(code) else { return Ok(()) };
        let none = Bekend::default();
        let before = invoer.clone();
        let stand = Stand::new(form, &before, uploads, &none, vandaag);
        let gevraagd: Vec<&Vraag> = stand.vragen(groep).collect();
        invoer.vervang(gevraagd, velden)
    };
    let forms = &bezoeker.bezoek.organisatie.instellingen.formulieren;
    if bezoeker.houder.burger.is_some()
        || !concept::bijschrijven(&app.db, &bezoeker.houder, bezoeker.bezoek.nu, id, forms, change).await?
    {
        return Err(refusal);
    }
    verder(&format!("/mijn/inloggen?terug={}", als_waarde(&stap_adres(id, code))))
}
