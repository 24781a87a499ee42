//! `GET /balie`: which desk, and reception or counter; or an appointment by its number.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::afspraken::{Afspraak, lezen};
use dienstverlening::berichten::Bericht;
use kern::FieldError;
use kern::autorisatie::BedienBalie;

use crate::afspraken::keuze::balie_naam;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon, toon_met};
use crate::berichtbeeld::{self, NietAangekomen};

#[derive(Template)]
#[template(path = "balie/kiezen.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    balies: Vec<Balie>,
    nummer: String,
    naam: String,
    /// Messages about appointments that did not arrive.
    niet_aangekomen: Vec<NietAangekomen>,
    fouten: Fouten,
}

struct Balie {
    code: String,
    naam: String,
    plaats: String,
    loketten: Vec<(usize, String)>,
}

/// So many messages that did not arrive are shown at once.
const NIET_AANGEKOMEN: u64 = 10;

async fn beeld(
    app: &AppState,
    wie: &Ingelogd,
    (nummer, naam): (&str, &str),
    errors: &[FieldError],
) -> Result<Pagina, Fout> {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let failed = lezen::niet_aangekomen(&app.db, &who, wie.nu, NIET_AANGEKOMEN).await?;
    let row = |(bericht, afspraak): (Bericht, Afspraak)| {
        let when = tijd::moment(wie.taal, afspraak.begint_op, wie.nu).tekst;
        let about = format!("{} {} · {when}", wie.taal.tekst("balie-afspraak"), afspraak.nummer);
        berichtbeeld::niet_aangekomen(wie, &bericht, (format!("/balie/afspraken/{}", afspraak.id), about))
    };
    let balies = &wie.organisatie.instellingen.balies.balies;
    let balie = |balie: &dienstverlening::inrichten::Balie| Balie {
        code: balie.code.clone(),
        naam: balie_naam(wie.taal, balie),
        plaats: balie.adres.clone(),
        loketten: balie.loketten.iter().enumerate().map(|(at, naam)| (at + 1, naam.clone())).collect(),
    };
    Ok(Pagina {
        t: wie.taal,
        p: Werkplek::new(wie),
        balies: balies.iter().map(balie).collect(),
        nummer: nummer.to_owned(),
        naam: naam.to_owned(),
        niet_aangekomen: failed.into_iter().map(row).collect(),
        fouten: Fouten::new(wie.taal, errors),
    })
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd) -> Antwoord {
    toon(&beeld(&app, &wie, ("", ""), &[]).await?)
}

/// `POST /balie/zoeken`: a number of an appointment and a name, as somebody tells them.
pub(super) async fn zoeken(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let typed = (velden.get("nummer"), velden.get("naam"));
    match lezen::met_nummer(&app.db, &who, typed.0, typed.1).await? {
        Some(found) => Ok(naar(&format!("/balie/afspraken/{}", found.id))),
        None => {
            let wrong = [FieldError::new("nummer", "afspraaknummer-onbekend")];
            toon_met(StatusCode::BAD_REQUEST, &beeld(&app, &wie, typed, &wrong).await?)
        }
    }
}
