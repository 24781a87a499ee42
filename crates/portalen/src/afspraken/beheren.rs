//! One appointment, by its code: what, where, when; cancel it; put it in a calendar.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use dienstverlening::afspraken::afspraak::Status;
use dienstverlening::afspraken::agenda::{self, Woorden};
use dienstverlening::afspraken::maken::{self, Sleutel, Welke};
use dienstverlening::afspraken::{Afspraak, AfspraakId, code, lezen};
use kern::{Error, FieldError, Handeling};

use super::keuze::{Adresvelden, balie_naam, namen};
use super::prive;
use super::rem::Netwerk;
use crate::basis::adres::als_waarde;
use crate::basis::koppen::add_cookie;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::toegang::LosFormulier;
use crate::basis::{Antwoord, AppState, Bezoek, Fout, Fouten, Publiek, Taal, Velden, naar, toon_met};

#[derive(Template)]
#[template(path = "afspraken/code.html")]
struct Codevraag {
    t: Taal,
    p: Publiek,
    adres: String,
    fouten: Fouten,
}

#[derive(Template)]
#[template(path = "afspraken/afspraak.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    melding: String,
    fouten: Fouten,
    a: Beeld,
    adres: String,
    code: String,
    /// The code as it stands in an address.
    waarde: String,
    /// The code from the mail, when that is what this page was opened with.
    bevestigcode: String,
}

/// An appointment in words.
pub(super) struct Beeld {
    pub(super) nummer: String,
    pub(super) wat: String,
    pub(super) meenemen: Vec<(String, String)>,
    pub(super) waar: String,
    pub(super) adres: String,
    pub(super) wanneer: Tijdstip,
    pub(super) naam: String,
    pub(super) te_wijzigen: bool,
    pub(super) afgezegd: bool,
    /// Nobody confirmed it in time.
    pub(super) vervallen: bool,
    /// Until when it must be confirmed; none: it stands.
    pub(super) bevestigen_voor: Option<Tijdstip>,
}

/// Reads what a page says about an appointment.
///
/// # Errors
/// What the database says.
pub(super) async fn beeld(app: &AppState, bezoek: &Bezoek, afspraak: &Afspraak) -> Result<Beeld, Fout> {
    let (t, organisatie) = (bezoek.taal, &bezoek.organisatie);
    let balies = &organisatie.instellingen.balies;
    let all = lezen::producten(&app.db, organisatie.id, balies, false).await?;
    let balie = balies.balie(&afspraak.balie);
    let page = |code: &String| {
        let product = all.iter().find(|product| product.code == *code && product.openbaar)?;
        let naam = t.naam(&product.naam, product.naam_en.as_deref()).tekst;
        Some((naam, format!("/producten/{code}")))
    };
    Ok(Beeld {
        nummer: afspraak.nummer.clone(),
        wat: namen(t, &all, &afspraak.producten),
        meenemen: afspraak.producten.iter().filter_map(page).collect(),
        waar: balie.map_or_else(|| afspraak.balie.clone(), |balie| balie_naam(t, balie)),
        adres: balie.map(|balie| balie.adres.clone()).unwrap_or_default(),
        wanneer: tijd::moment(t, afspraak.begint_op, bezoek.nu),
        naam: afspraak.naam.clone(),
        te_wijzigen: afspraak.is_te_wijzigen(bezoek.nu),
        afgezegd: afspraak.status == Status::Afgezegd,
        vervallen: afspraak.is_vervallen(),
        bevestigen_voor: afspraak
            .bevestigen_voor
            .filter(|_| afspraak.is_te_wijzigen(bezoek.nu))
            .map(|voor| tijd::moment(t, voor, bezoek.nu)),
    })
}

/// The appointment, for whoever has its code; otherwise the page that asks for it.
///
/// # Errors
/// What the database says.
pub(super) async fn open(
    app: &AppState,
    bezoek: &Bezoek,
    netwerk: &Netwerk,
    id: AfspraakId,
    typed: &str,
) -> Result<Result<(Afspraak, String), Antwoord>, Fout> {
    if typed.trim().is_empty() {
        return Ok(Err(vraag_code(bezoek, id, &[])));
    }
    let refused = |code| Ok(Err(vraag_code(bezoek, id, &[FieldError::new("code", code)])));
    if !netwerk.begin_code(app).await? {
        return refused("afspraak-te-vaak");
    }
    match lezen::met_code(&app.db, bezoek.organisatie.id, id, typed).await {
        Ok(afspraak) => {
            netwerk.right_code(app).await?;
            Ok(Ok((afspraak, code::lees(typed).unwrap_or_default())))
        }
        Err(Error::Missing { .. }) => refused("afspraak-code-onbekend"),
        Err(other) => Err(other.into()),
    }
}

fn vraag_code(bezoek: &Bezoek, id: AfspraakId, errors: &[FieldError]) -> Antwoord {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let page = Codevraag {
        t: bezoek.taal,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        adres: format!("/afspraak/{id}"),
        fouten: Fouten::new(bezoek.taal, errors),
    };
    Ok(prive(toon_met(status, &page)?))
}

/// `GET /afspraak/{id}`
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
            // texts: afspraak-gedaan-*
            let told = velden
                .filled("gedaan")
                .filter(|what| what.starts_with("stond-al") || afspraak.bevestigen_voor.is_none());
            let said = told.and_then(|what| bezoek.taal.tekst_of_niets(&format!("afspraak-gedaan-{what}")));
            toon_afspraak(&app, &bezoek, los, (&afspraak, code), said.unwrap_or_default(), &[]).await
        }
        Err(question) => question,
    }
}

async fn toon_afspraak(
    app: &AppState,
    bezoek: &Bezoek,
    los: LosFormulier,
    (afspraak, code): (&Afspraak, String),
    melding: String,
    errors: &[FieldError],
) -> Antwoord {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let page = Pagina {
        t: bezoek.taal,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        csrf: los.csrf,
        melding,
        fouten: Fouten::new(bezoek.taal, errors),
        a: beeld(app, bezoek, afspraak).await?,
        adres: format!("/afspraak/{}", afspraak.id),
        waarde: als_waarde(&code),
        bevestigcode: Some(code.clone())
            .filter(|code| afspraak.is_bevestigcode(bezoek.organisatie.id, code))
            .unwrap_or_default(),
        code,
    };
    let mut response = prive(toon_met(status, &page)?);
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// `POST /afspraak/{id}/afzeggen`
pub(super) async fn afzeggen(
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
    let handeling = Handeling::program(bezoek.organisatie.id, bezoek.nu);
    let welke = Welke { id, sleutel: Sleutel::Code(&code) };
    match maken::afzeggen(&app.db, &app.ids, &handeling, &welke).await {
        Ok(_) => Ok(naar(&format!("/afspraak/{id}?code={}&gedaan=afgezegd", als_waarde(&code)))),
        Err(Error::Conflict(what)) => {
            toon_afspraak(&app, &bezoek, los, (&was, code), String::new(), &[FieldError { field: "", ..what }]).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /afspraak/{id}/bevestigen`: with the code from its mail, by whoever has it open or comes from the mail.
pub(super) async fn bevestigen(
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
    if was.bevestigen_voor.is_none() {
        return Ok(naar(&format!("/afspraak/{id}?code={}", als_waarde(&code))));
    }
    let typed = velden.get("bevestigcode");
    let handeling = Handeling::program(bezoek.organisatie.id, bezoek.nu);
    let refused = match netwerk.begin_code(&app).await? {
        false => FieldError::new("bevestigcode", "afspraak-te-vaak"),
        true => match maken::bevestigen(&app.db, &app.ids, &handeling, id, typed).await {
            Ok(_) => {
                netwerk.right_code(&app).await?;
                let own = code::lees(typed).unwrap_or_default();
                return Ok(naar(&format!("/afspraak/{id}?code={}&gedaan=bevestigd", als_waarde(&own))));
            }
            Err(Error::Missing { .. }) if typed.trim().is_empty() => FieldError::new("bevestigcode", "verplicht"),
            Err(Error::Missing { .. }) => FieldError::new("bevestigcode", "afspraak-bevestigcode"),
            Err(Error::Conflict(what)) => FieldError { field: "", ..what },
            Err(other) => return Err(other.into()),
        },
    };
    toon_afspraak(&app, &bezoek, los, (&was, code), String::new(), &[refused]).await
}

/// `GET /afspraak/{id}/afspraak.ics`
pub(super) async fn agenda(
    State(app): State<AppState>,
    bezoek: Bezoek,
    netwerk: Netwerk,
    Path(id): Path<AfspraakId>,
    Adresvelden(velden): Adresvelden,
) -> Antwoord {
    let (afspraak, _) = match open(&app, &bezoek, &netwerk, id, velden.get("code")).await? {
        Ok(found) => found,
        Err(question) => return question,
    };
    let (t, a) = (bezoek.taal, beeld(&app, &bezoek, &afspraak).await?);
    let organisatie = &bezoek.organisatie;
    let titel = t.tekst_met("afspraak-agenda-titel").met("organisatie", &organisatie.naam).met("wat", &a.wat);
    let woorden = Woorden {
        titel: titel.to_string(),
        plaats: format!("{}, {}", a.waar, a.adres),
        uitleg: t.tekst_met("afspraak-agenda-uitleg").met("nummer", &a.nummer).to_string(),
        // First: the name that its set-up puts in front; it only makes the id of the file.
        host: organisatie.instellingen.hostnamen.first().unwrap_or(&organisatie.code).clone(),
    };
    let file = agenda::bestand(&afspraak, &woorden, bezoek.nu);
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"afspraak.ics\""),
    ];
    Ok(prive((headers, file).into_response()))
}
