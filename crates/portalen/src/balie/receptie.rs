//! The reception: who comes today, who is there, and tickets.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::afspraken::bezoek::GemeldBij;
use dienstverlening::afspraken::lezen;
use dienstverlening::afspraken::melden::{self, Inloop, Voor};
use dienstverlening::afspraken::{AfspraakId, Bezoek, BezoekId, Rooster};
use kern::autorisatie::BedienBalie;
use kern::{Error, FieldError};

use super::beeld::{self, Optie, Rij, opties, uur};
use super::rooster;
use crate::afspraken::keuze::{Adresvelden, Keuze, balie_naam, namen};
use crate::basis::{Antwoord, AppState, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, toon_met};

#[derive(Template)]
#[template(path = "balie/receptie.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    code: String,
    titel: String,
    open: bool,
    bon: String,
    fouten: Fouten,
    verwacht: Vec<Verwacht>,
    wachtenden: Vec<Rij>,
    opties: Vec<Optie>,
    bezoek: String,
    naam: String,
}

/// Somebody who still comes today.
struct Verwacht {
    id: String,
    tijd: String,
    naam: String,
    wat: String,
}

/// `GET /balie/receptie/{code}`
pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(code): Path<String>,
    Adresvelden(velden): Adresvelden,
) -> Antwoord {
    let rooster = rooster(&wie.organisatie, &code)?;
    let bon = velden.filled("bon").filter(|bon| is_bon(bon)).unwrap_or_default();
    toon(&app, &wie, &rooster, bon, &Velden::default(), &[]).await
}

/// Whether a text can be a ticket: nothing else is repeated from an address.
pub(super) fn is_bon(text: &str) -> bool {
    text.len() <= 8 && text.strip_prefix(['A', 'V']).is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

async fn toon(
    app: &AppState,
    wie: &Ingelogd,
    rooster: &Rooster<'_>,
    bon: &str,
    velden: &Velden,
    errors: &[FieldError],
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let (t, code) = (wie.taal, &rooster.balie.code);
    let all = beeld::producten(app, wie).await?;
    let handeling = wie.medewerker.handeling(wie.nu).met_doel("balie-helpen");
    let expected = lezen::verwacht_tonen(&app.db, &app.ids, &who, &handeling, code, wie.nu.date()).await?;
    let waiting = lezen::wachtenden(&app.db, &who, code, wie.nu).await?;
    let chosen = Keuze::lees(velden, &wie.organisatie.instellingen.balies).producten;
    let conflict = errors.iter().any(|error| error.field.is_empty());
    let status = match (errors.is_empty(), conflict) {
        (true, _) => StatusCode::OK,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::BAD_REQUEST,
    };
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        code: code.clone(),
        titel: balie_naam(t, rooster.balie),
        open: rooster.is_open(wie.nu)?,
        bon: bon.to_owned(),
        fouten: Fouten::new(t, errors),
        verwacht: expected
            .iter()
            .map(|afspraak| Verwacht {
                id: afspraak.id.to_string(),
                tijd: uur(afspraak.begint_op),
                naam: afspraak.naam.clone(),
                wat: namen(t, &all, &afspraak.producten),
            })
            .collect(),
        wachtenden: waiting.iter().map(|bezoek| beeld::rij(wie, &all, bezoek)).collect(),
        opties: opties(wie, &all, code, &chosen),
        bezoek: velden.filled("bezoek").map_or_else(|| app.ids.next::<BezoekId>().to_string(), str::to_owned),
        naam: velden.get("naam").to_owned(),
    };
    toon_met(status, &page)
}

async fn verder(
    app: &AppState,
    wie: &Ingelogd,
    rooster: &Rooster<'_>,
    velden: &Velden,
    done: Result<Bezoek, Error>,
) -> Antwoord {
    match done {
        Ok(bezoek) => Ok(naar(&format!("/balie/receptie/{}?bon={}", bezoek.balie, bezoek.bon))),
        Err(Error::Invalid(errors)) => toon(app, wie, rooster, "", velden, &errors).await,
        Err(Error::Conflict(what)) => toon(app, wie, rooster, "", velden, &[FieldError { field: "", ..what }]).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /balie/receptie/{code}/aankomst`: `afspraak` is its id.
pub(super) async fn aankomst(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(code): Path<String>,
    velden: Velden,
) -> Antwoord {
    let rooster = rooster(&wie.organisatie, &code)?;
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let done = match velden.required::<AfspraakId>("afspraak") {
        Ok(id) => melden::aankomst(&app.db, &app.ids, &handeling, &code, &Voor::Afspraak(&who, id)).await,
        Err(wrong) => Err(FieldError { field: "", ..wrong }.into()),
    };
    verder(&app, &wie, &rooster, &velden, done).await
}

/// `POST /balie/receptie/{code}/inloop`
pub(super) async fn inloop(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(code): Path<String>,
    velden: Velden,
) -> Antwoord {
    let rooster = rooster(&wie.organisatie, &code)?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let inloop = Inloop {
        id: velden.parsed("bezoek").ok().flatten().unwrap_or_else(|| app.ids.next()),
        producten: Keuze::lees(&velden, &wie.organisatie.instellingen.balies).producten,
        naam: velden.get("naam").to_owned(),
        gemeld_bij: GemeldBij::Receptie,
    };
    let done = melden::inloop(&app.db, &app.ids, &handeling, &wie.organisatie.instellingen, &code, &inloop).await;
    verder(&app, &wie, &rooster, &velden, done).await
}
