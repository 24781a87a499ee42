//! `/afspraak/{id}/verzetten`: another time at the same desk, with the code.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::afspraken::lezen::Wens;
use dienstverlening::afspraken::maken::{self, Sleutel, Welke};
use dienstverlening::afspraken::{Afspraak, AfspraakId, Rooster};
use kern::{Error, FieldError, Handeling};

use super::beheren::{Beeld, beeld, open};
use super::keuze::{Adresvelden, Keuze};
use super::prive;
use super::rem::Netwerk;
use super::tijden::{self, Tijden, Wegen};
use crate::basis::adres::als_waarde;
use crate::basis::koppen::add_cookie;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::toegang::LosFormulier;
use crate::basis::{Antwoord, AppState, Bezoek, Fouten, Publiek, Taal, Velden, naar, toon_met};

#[derive(Template)]
#[template(path = "afspraken/verzetten.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    a: Beeld,
    code: String,
    adres: String,
    terug: String,
    /// The time that was chosen: its moment and its words.
    naar: Option<(String, Tijdstip)>,
    tijden: Option<Tijden>,
    fouten: Fouten,
}

/// `GET /afspraak/{id}/verzetten`
pub(super) async fn pagina(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    netwerk: Netwerk,
    Path(id): Path<AfspraakId>,
    Adresvelden(velden): Adresvelden,
) -> Antwoord {
    match open(&app, &bezoek, &netwerk, id, velden.get("code")).await? {
        Ok((afspraak, code)) => {
            let keuze = Keuze::lees(&velden, &bezoek.organisatie.instellingen.balies);
            toon(&app, &bezoek, los, (&afspraak, &code), &keuze, &[]).await
        }
        Err(question) => question,
    }
}

async fn toon(
    app: &AppState,
    bezoek: &Bezoek,
    los: LosFormulier,
    (afspraak, code): (&Afspraak, &str),
    keuze: &Keuze,
    errors: &[FieldError],
) -> Antwoord {
    let adres = format!("/afspraak/{}/verzetten", afspraak.id);
    let hier = format!("{adres}?code={}", als_waarde(code));
    let rooster = Rooster::van(&bezoek.organisatie.instellingen, &afspraak.balie)?;
    let chosen = keuze.op.filter(|_| errors.is_empty());
    let tijden = match (&rooster, chosen) {
        (Some(rooster), None) if afspraak.is_te_wijzigen(bezoek.nu) => {
            let termijn = rooster.termijn(bezoek.nu, false);
            let wens = Wens { kwartieren: afspraak.kwartieren(), termijn, zonder: Some(afspraak.id) };
            let wegen = Wegen { verder: hier.clone(), hier };
            let who = (&*bezoek.organisatie, bezoek.taal, bezoek.nu);
            Some(tijden::lees(app, who, rooster, &wens, keuze.van, &wegen).await?)
        }
        _ => None,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let page = Pagina {
        t: bezoek.taal,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        csrf: los.csrf,
        a: beeld(app, bezoek, afspraak).await?,
        code: code.to_owned(),
        adres,
        terug: format!("/afspraak/{}?code={}", afspraak.id, als_waarde(code)),
        naar: chosen.map(|op| (op.to_string(), tijd::moment(bezoek.taal, op, bezoek.nu))),
        tijden,
        fouten: Fouten::new(bezoek.taal, errors),
    };
    let mut response = prive(toon_met(status, &page)?);
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// `POST /afspraak/{id}/verzetten`
pub(super) async fn doen(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    netwerk: Netwerk,
    Path(id): Path<AfspraakId>,
    velden: Velden,
) -> Antwoord {
    let (was, code) = match open(&app, &bezoek, &netwerk, id, velden.get("code")).await? {
        Ok(found) => found,
        Err(question) => return question,
    };
    let keuze = Keuze::lees(&velden, &bezoek.organisatie.instellingen.balies);
    let Some(op) = keuze.op else {
        return toon(&app, &bezoek, los, (&was, &code), &keuze, &[FieldError::new("", "kies-een-tijd")]).await;
    };
    let handeling = Handeling::program(bezoek.organisatie.id, bezoek.nu);
    let welke = Welke { id, sleutel: Sleutel::Code(&code) };
    let moved = maken::verzetten(&app.db, &app.ids, &handeling, &bezoek.organisatie.instellingen, &welke, op).await;
    let wrong = match moved {
        Ok(_) => return Ok(naar(&format!("/afspraak/{id}?code={}&gedaan=verzet", als_waarde(&code)))),
        Err(Error::Conflict(what)) => vec![FieldError { field: "", ..what }],
        Err(Error::Invalid(what)) => what.into_iter().map(|what| FieldError { field: "", ..what }).collect(),
        Err(other) => return Err(other.into()),
    };
    let from = Keuze { van: Some(op.date()), ..keuze };
    toon(&app, &bezoek, los, (&was, &code), &from, &wrong).await
}
