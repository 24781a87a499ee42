//! Who comes, check, done. What was typed stays, whatever was wrong; a time that somebody else took a moment before leads to
//! the nearest ones that are still free.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::afspraken::afspraak::{Gegevens, WEBSITE};
use dienstverlening::afspraken::lezen::{self, Wens};
use dienstverlening::afspraken::maken::{self, Nieuw};
use dienstverlening::afspraken::{AfspraakId, Rooster, code};
use kern::{Error, FieldError, Handeling, Moment};

use super::keuze::{Adresvelden, Keuze, balie_naam, gezegd, namen};
use super::prive;
use super::tijden::{Tijd, tijd_van};
use crate::basis::adres::als_waarde;
use crate::basis::koppen::add_cookie;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::toegang::{LosFormulier, niets_gemaakt};
use crate::basis::{Antwoord, AppState, Bezoek, Fout, Fouten, Publiek, Taal, Velden, naar, toon_met};

/// Everything that these pages show and send on.
struct Staat {
    csrf: String,
    id: String,
    code: String,
    producten: Vec<String>,
    balie: String,
    op: Moment,
    gegevens: Gegevens,
    /// In words.
    wat: String,
    waar: String,
    adres: String,
    wanneer: Tijdstip,
    /// Back to choosing a time.
    andere_tijd: String,
}

#[derive(Template)]
#[template(path = "afspraken/gegevens.html")]
struct Formulier {
    t: Taal,
    p: Publiek,
    s: Staat,
    fouten: Fouten,
}

#[derive(Template)]
#[template(path = "afspraken/controle.html")]
struct Controle {
    t: Taal,
    p: Publiek,
    s: Staat,
}

#[derive(Template)]
#[template(path = "afspraken/bezet.html")]
struct Bezet {
    t: Taal,
    p: Publiek,
    s: Staat,
    tijden: Vec<Tijd>,
}

/// What came with an address or a form, when it is complete.
struct Invoer<'a> {
    rooster: Rooster<'a>,
    keuze: Keuze,
    op: Moment,
    gegevens: Gegevens,
    id: AfspraakId,
    code: String,
}

impl<'a> Invoer<'a> {
    /// None when a product, the desk or the time is missing.
    fn lees(app: &AppState, bezoek: &'a Bezoek, velden: &Velden) -> Result<Option<Self>, Fout> {
        let keuze = Keuze::lees(velden, &bezoek.organisatie.instellingen.balies);
        let Some(rooster) = keuze.rooster(&bezoek.organisatie)? else { return Ok(None) };
        let (Some(op), false) = (keuze.op, keuze.producten.is_empty()) else { return Ok(None) };
        let text = |name: &str| velden.get(name).to_owned();
        Ok(Some(Self {
            rooster,
            op,
            keuze,
            gegevens: Gegevens { naam: text("naam"), e_mail: text("e_mail"), telefoon: text("telefoon") },
            id: velden.parsed("id").ok().flatten().unwrap_or_else(|| app.ids.next()),
            code: code::lees(velden.get("code")).unwrap_or_else(|| code::nieuw(&app.ids)),
        }))
    }

    fn nieuw(&self, bezoek: &Bezoek) -> Nieuw {
        Nieuw {
            id: self.id,
            code: self.code.clone(),
            balie: self.rooster.balie.code.clone(),
            producten: self.keuze.producten.clone(),
            op: self.op,
            gegevens: self.gegevens.clone(),
            partij: None,
            taal: bezoek.taal.code().to_owned(),
            kanaal: WEBSITE.to_owned(),
        }
    }

    async fn staat(&self, app: &AppState, bezoek: &Bezoek, csrf: String) -> Result<Staat, Fout> {
        let (t, organisatie) = (bezoek.taal, &bezoek.organisatie);
        let all = lezen::producten(&app.db, organisatie.id, &organisatie.instellingen.balies, true).await?;
        Ok(Staat {
            csrf,
            id: self.id.to_string(),
            code: self.code.clone(),
            producten: self.keuze.producten.clone(),
            balie: self.rooster.balie.code.clone(),
            op: self.op,
            gegevens: self.gegevens.clone(),
            wat: namen(t, &all, &self.keuze.producten),
            waar: balie_naam(t, self.rooster.balie),
            adres: self.rooster.balie.adres.clone(),
            wanneer: tijd::moment(t, self.op, bezoek.nu),
            andere_tijd: format!("/afspraak?{}", self.keuze.vraag()),
        })
    }
}

/// Nothing was chosen yet, or the page lay open over a change of the set-up.
fn opnieuw() -> Antwoord {
    niets_gemaakt(Ok(naar("/afspraak")))
}

async fn toon_formulier(
    app: &AppState,
    bezoek: &Bezoek,
    los: LosFormulier,
    invoer: &Invoer<'_>,
    errors: &[FieldError],
) -> Antwoord {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let page = Formulier {
        t: bezoek.taal,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        s: invoer.staat(app, bezoek, los.csrf).await?,
        fouten: Fouten::new(bezoek.taal, errors),
    };
    let mut response = prive(toon_met(status, &page)?);
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// `GET /afspraak/gegevens`
pub(super) async fn formulier(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    Adresvelden(velden): Adresvelden,
) -> Antwoord {
    // An address never fills in who somebody is.
    let own = ["product", "balie", "op"];
    let pairs = own.iter().flat_map(|name| velden.all(name).map(|value| ((*name).to_owned(), value.to_owned())));
    let chosen = Velden::of(pairs.collect());
    let Some(invoer) = Invoer::lees(&app, &bezoek, &chosen)? else { return opnieuw() };
    if !is_free(&app, &bezoek, &invoer).await? {
        return Ok(naar(&format!("/afspraak?{}&bezet=1", invoer.keuze.vraag())));
    }
    toon_formulier(&app, &bezoek, los, &invoer, &[]).await
}

/// `POST /afspraak/gegevens`: back from the check, with everything as it was typed.
pub(super) async fn wijzigen(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    velden: Velden,
) -> Antwoord {
    let Some(invoer) = Invoer::lees(&app, &bezoek, &velden)? else { return opnieuw() };
    toon_formulier(&app, &bezoek, los, &invoer, &[]).await
}

/// Whether the time is there and nobody has it.
async fn is_free(app: &AppState, bezoek: &Bezoek, invoer: &Invoer<'_>) -> Result<bool, Fout> {
    let Ok(kwartieren) = invoer.rooster.kwartieren(&invoer.keuze.producten) else { return Ok(false) };
    let wens = Wens { kwartieren, termijn: invoer.rooster.termijn(bezoek.nu, false), zonder: None };
    let day = (invoer.op.date(), 1);
    let found = lezen::vrij(&app.db, bezoek.organisatie.id, &invoer.rooster, &wens, day).await?;
    Ok(found.iter().any(|(_, times)| times.contains(&invoer.op)))
}

/// `POST /afspraak/controle`
pub(super) async fn controle(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    velden: Velden,
) -> Antwoord {
    let Some(invoer) = Invoer::lees(&app, &bezoek, &velden)? else { return opnieuw() };
    match maken::controleer(&invoer.rooster, &invoer.nieuw(&bezoek), bezoek.nu) {
        Ok(_) => {}
        Err(Error::Invalid(errors)) if errors.iter().any(|error| error.field == "op") => {
            return toon_bezet(&app, &bezoek, los, &invoer).await;
        }
        Err(Error::Invalid(errors)) => return toon_formulier(&app, &bezoek, los, &invoer, &errors).await,
        Err(other) => return Err(other.into()),
    }
    if !is_free(&app, &bezoek, &invoer).await? {
        return toon_bezet(&app, &bezoek, los, &invoer).await;
    }
    let page = Controle {
        t: bezoek.taal,
        p: Publiek::new(&bezoek).zonder_zoekbalk(),
        s: invoer.staat(&app, &bezoek, los.csrf).await?,
    };
    let mut response = prive(toon_met(StatusCode::OK, &page)?);
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// Somebody else has it: the nearest times, with what was typed.
async fn toon_bezet(app: &AppState, bezoek: &Bezoek, los: LosFormulier, invoer: &Invoer<'_>) -> Antwoord {
    let Ok(kwartieren) = invoer.rooster.kwartieren(&invoer.keuze.producten) else { return opnieuw() };
    let wens = Wens { kwartieren, termijn: invoer.rooster.termijn(bezoek.nu, false), zonder: None };
    let near = lezen::dichtstbij(&app.db, bezoek.organisatie.id, &invoer.rooster, &wens, invoer.op).await?;
    let page = Bezet {
        t: bezoek.taal,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        s: invoer.staat(app, bezoek, los.csrf).await?,
        tijden: near.into_iter().map(|op| tijd_van(bezoek.taal, op, bezoek.nu, "")).collect(),
    };
    let mut response = prive(toon_met(StatusCode::CONFLICT, &page)?);
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

/// `POST /afspraak/maken`
pub(super) async fn maken(State(app): State<AppState>, bezoek: Bezoek, los: LosFormulier, velden: Velden) -> Antwoord {
    let Some(invoer) = Invoer::lees(&app, &bezoek, &velden)? else { return opnieuw() };
    let handeling = Handeling::program(bezoek.organisatie.id, bezoek.nu);
    let (instellingen, nieuw) = (&bezoek.organisatie.instellingen, invoer.nieuw(&bezoek));
    match maken::maken(&app.db, &app.ids, &handeling, instellingen, &nieuw).await {
        Ok(made) => {
            let (id, said) = (made.afspraak.id, gezegd(&made, bezoek.nu));
            Ok(naar(&format!("/afspraak/{id}?code={}&gedaan={said}", als_waarde(&nieuw.code))))
        }
        Err(Error::Conflict(_)) => toon_bezet(&app, &bezoek, los, &invoer).await,
        Err(Error::Invalid(errors)) if errors.iter().any(|error| error.field == "op") => {
            toon_bezet(&app, &bezoek, los, &invoer).await
        }
        Err(Error::Invalid(errors)) => toon_formulier(&app, &bezoek, los, &invoer, &errors).await,
        Err(other) => Err(other.into()),
    }
}
