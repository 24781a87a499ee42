//! Appointments that staff make, move and cancel: for the caller of a running contact, or for somebody at the desk.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::afspraken::afspraak::{Gegevens, Status};
use dienstverlening::afspraken::lezen::{self, Wens};
use dienstverlening::afspraken::maken::{self, Nieuw, Sleutel, Welke};
use dienstverlening::afspraken::{Afspraak, AfspraakId, Rooster, code, helpen};
use dienstverlening::berichten;
use dienstverlening::contacten::concept::{self, Concept, ConceptId};
use kern::autorisatie::{BedienBalie, Registreren};
use kern::{Error, FieldError};

use super::beeld::{self, Optie, opties};
use crate::afspraken::keuze::{Adresvelden, Keuze, balie_naam, gezegd, namen};
use crate::afspraken::tijden::{self, Tijd, Tijden, Wegen, tijd_van};
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, toon_met};
use crate::berichtbeeld::{self, Berichtbeeld};

/// More messages about one appointment nobody reads.
const BERICHTEN: usize = 20;

#[derive(Template)]
#[template(path = "balie/afspraak.html")]
struct Nieuwe {
    t: Taal,
    p: Werkplek,
    /// The running contact that it is made in; empty without one.
    contact: String,
    opties: Vec<Optie>,
    producten: Vec<String>,
    balies: Vec<(String, String, bool)>,
    balie: String,
    tijden: Option<Tijden>,
    op: Option<(String, Tijdstip)>,
    dichtbij: Vec<Tijd>,
    gegevens: Gegevens,
    id: String,
    code: String,
    fouten: Fouten,
}

/// The contact that an appointment is made in: the caller's words fill the form.
async fn contact(app: &AppState, wie: &Ingelogd, velden: &Velden) -> Result<Option<Concept>, Fout> {
    let Some(id) = velden.parsed::<ConceptId>("contact")? else { return Ok(None) };
    Ok(Some(concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?))
}

/// `GET /balie/afspraak`
pub(super) async fn nieuw(State(app): State<AppState>, wie: Ingelogd, Adresvelden(velden): Adresvelden) -> Antwoord {
    let balies = &wie.organisatie.instellingen.balies;
    let contact = contact(&app, &wie, &velden).await?;
    let mut keuze = Keuze::lees(&velden, balies);
    let subject = contact.as_ref().and_then(|contact| contact.invoer.product.clone());
    if let Some(code) = subject.filter(|code| !velden.has("kies") && balies.product(code).is_some())
        && keuze.producten.is_empty()
    {
        keuze.producten.push(code);
    }
    let invoer = contact.as_ref().map(|contact| &contact.invoer);
    let gegevens = Gegevens {
        naam: invoer.map(|invoer| invoer.beller_naam.clone()).unwrap_or_default(),
        e_mail: String::new(),
        telefoon: invoer.map(|invoer| invoer.beller_telefoon.clone()).unwrap_or_default(),
    };
    toon(&app, &wie, contact.as_ref(), keuze, gegevens, &[]).await
}

async fn toon(
    app: &AppState,
    wie: &Ingelogd,
    contact: Option<&Concept>,
    mut keuze: Keuze,
    gegevens: Gegevens,
    errors: &[FieldError],
) -> Antwoord {
    let (t, balies) = (wie.taal, &wie.organisatie.instellingen.balies);
    let all = beeld::producten(app, wie).await?;
    let places: Vec<_> = balies.voor(&keuze.producten).collect();
    if keuze.balie.as_ref().is_none_or(|code| !places.iter().any(|balie| balie.code == *code)) {
        // Of several desks none is chosen because it comes first.
        keuze.balie = if let [only] = places.as_slice() { Some(only.code.clone()) } else { None };
    }
    let mut errors = errors.to_vec();
    let rooster = keuze.rooster(&wie.organisatie)?;
    let kwartieren = match rooster.as_ref().map(|rooster| rooster.kwartieren(&keuze.producten)) {
        _ if keuze.producten.is_empty() => None,
        None if places.len() > 1 => None,
        Some(Ok(kwartieren)) => Some(kwartieren),
        Some(Err(wrong)) => {
            errors.push(wrong);
            None
        }
        None => {
            errors.push(FieldError::new("product", "producten-niet-samen"));
            None
        }
    };
    let mut page = leeg(app, wie, contact, &all, &keuze, &places, gegevens);
    if let (Some(rooster), Some(kwartieren)) = (&rooster, kwartieren) {
        let wens = Wens { kwartieren, termijn: rooster.termijn(wie.nu, true), zonder: None };
        tijden_erbij(app, wie, rooster, &wens, &keuze, &mut page, &errors).await?;
    }
    let conflict = errors.iter().any(|error| error.field == "op");
    let status = match (errors.is_empty(), conflict) {
        (true, _) => StatusCode::OK,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::BAD_REQUEST,
    };
    page.fouten = Fouten::new(t, &errors);
    toon_met(status, &page)
}

fn leeg(
    app: &AppState,
    wie: &Ingelogd,
    contact: Option<&Concept>,
    all: &[dienstverlening::kennisbank::Product],
    keuze: &Keuze,
    places: &[&dienstverlening::inrichten::Balie],
    gegevens: Gegevens,
) -> Nieuwe {
    let balie = keuze.balie.clone().unwrap_or_default();
    let place = |place: &&dienstverlening::inrichten::Balie| {
        (place.code.clone(), balie_naam(wie.taal, place), place.code == balie)
    };
    // Every product stays to choose from, whatever desk it is done at.
    let mut options: Vec<Optie> = Vec::new();
    for desk in &wie.organisatie.instellingen.balies.balies {
        for option in opties(wie, all, &desk.code, &keuze.producten) {
            if !options.iter().any(|known| known.code == option.code) {
                options.push(option);
            }
        }
    }
    Nieuwe {
        t: wie.taal,
        p: Werkplek::new(wie),
        contact: contact.map(|contact| contact.id.to_string()).unwrap_or_default(),
        opties: options,
        producten: keuze.producten.clone(),
        balies: places.iter().map(place).collect(),
        balie,
        tijden: None,
        op: None,
        dichtbij: Vec::new(),
        gegevens,
        id: app.ids.next::<AfspraakId>().to_string(),
        code: code::nieuw(&app.ids),
        fouten: Fouten::default(),
    }
}

/// Times to choose from, or the one that was chosen; when that was taken, the nearest ones, with what was typed.
async fn tijden_erbij(
    app: &AppState,
    wie: &Ingelogd,
    rooster: &Rooster<'_>,
    wens: &Wens,
    keuze: &Keuze,
    page: &mut Nieuwe,
    errors: &[FieldError],
) -> Result<(), Fout> {
    let t = wie.taal;
    let contact = if page.contact.is_empty() { String::new() } else { format!("&contact={}", page.contact) };
    let hier = format!("/balie/afspraak?{}{contact}", keuze.vraag());
    if let Some(op) = keuze.op {
        page.op = Some((op.to_string(), tijd::moment(t, op, wie.nu)));
        if errors.iter().any(|error| error.field == "op") {
            let near = lezen::dichtstbij(&app.db, wie.organisatie.id, rooster, wens, op).await?;
            page.dichtbij = near.into_iter().map(|op| tijd_van(t, op, wie.nu, &hier)).collect();
        }
        return Ok(());
    }
    let wegen = Wegen { verder: hier.clone(), hier };
    let who = (&*wie.organisatie, t, wie.nu);
    page.tijden = Some(tijden::lees(app, who, rooster, wens, keuze.van, &wegen).await?);
    Ok(())
}

/// `POST /balie/afspraak`
pub(super) async fn maken(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let contact = contact(&app, &wie, &velden).await?;
    let keuze = Keuze::lees(&velden, &wie.organisatie.instellingen.balies);
    let text = |name: &str| velden.get(name).to_owned();
    let gegevens = Gegevens { naam: text("naam"), e_mail: text("e_mail"), telefoon: text("telefoon") };
    let (Some(op), Some(balie)) = (keuze.op, keuze.balie.clone()) else {
        return toon(&app, &wie, contact.as_ref(), keuze, gegevens, &[FieldError::new("", "kies-een-tijd")]).await;
    };
    let nieuw = Nieuw {
        id: velden.parsed("id").ok().flatten().unwrap_or_else(|| app.ids.next()),
        code: code::lees(velden.get("code")).unwrap_or_else(|| code::nieuw(&app.ids)),
        balie,
        producten: keuze.producten.clone(),
        op,
        gegevens: gegevens.clone(),
        partij: contact.as_ref().and_then(Concept::klant),
        taal: if velden.get("taal") == "en" { "en".to_owned() } else { "nl".to_owned() },
        kanaal: contact.as_ref().map_or_else(|| helpen::KANAAL.to_owned(), |contact| contact.invoer.kanaal.clone()),
    };
    let handeling = wie.medewerker.handeling(wie.nu);
    match maken::maken(&app.db, &app.ids, &handeling, &wie.organisatie.instellingen, &nieuw).await {
        Ok(made) => {
            let back = contact.map(|contact| format!("&contact={}", contact.id)).unwrap_or_default();
            let (id, said) = (made.afspraak.id, gezegd(&made, wie.nu));
            Ok(naar(&format!("/balie/afspraken/{id}?gedaan={said}&code={}{back}", nieuw.code)))
        }
        Err(Error::Invalid(errors)) => toon(&app, &wie, contact.as_ref(), keuze, gegevens, &errors).await,
        Err(Error::Conflict(what)) => toon(&app, &wie, contact.as_ref(), keuze, gegevens, &[what]).await,
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "balie/afspraak_detail.html")]
struct Detail {
    t: Taal,
    p: Werkplek,
    adres: String,
    nummer: String,
    naam: String,
    telefoon: String,
    e_mail: String,
    wat: String,
    waar: String,
    wanneer: Tijdstip,
    status: String,
    te_wijzigen: bool,
    /// The code, right after it was made: later nobody of ours can see it.
    code: String,
    contact: String,
    melding: String,
    naar: Option<(String, Tijdstip)>,
    tijden: Option<Tijden>,
    /// What was written about it, newest first.
    berichten: Vec<Berichtbeeld>,
    fouten: Fouten,
}

/// `GET /balie/afspraken/{id}`
pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<AfspraakId>,
    Adresvelden(velden): Adresvelden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let handeling = wie.medewerker.handeling(wie.nu).met_doel("balie-helpen");
    let afspraak = lezen::openen(&app.db, &app.ids, &who, &handeling, id).await?;
    toon_detail(&app, &wie, &afspraak, &velden, &[]).await
}

async fn toon_detail(
    app: &AppState,
    wie: &Ingelogd,
    afspraak: &Afspraak,
    velden: &Velden,
    errors: &[FieldError],
) -> Antwoord {
    let t = wie.taal;
    let all = beeld::producten(app, wie).await?;
    let adres = format!("/balie/afspraken/{}", afspraak.id);
    let keuze = Keuze::lees(velden, &wie.organisatie.instellingen.balies);
    let rooster = Rooster::van(&wie.organisatie.instellingen, &afspraak.balie)?;
    let te_wijzigen = afspraak.is_te_wijzigen(wie.nu);
    let chosen = keuze.op.filter(|_| errors.is_empty() && te_wijzigen);
    let tijden = match &rooster {
        Some(rooster) if te_wijzigen && chosen.is_none() && velden.has("verzetten") => {
            let termijn = rooster.termijn(wie.nu, true);
            let wens = Wens { kwartieren: afspraak.kwartieren(), termijn, zonder: Some(afspraak.id) };
            let hier = format!("{adres}?verzetten=1");
            let wegen = Wegen { verder: hier.clone(), hier };
            let who = (&*wie.organisatie, t, wie.nu);
            Some(tijden::lees(app, who, rooster, &wens, keuze.van, &wegen).await?)
        }
        _ => None,
    };
    // texts: balie-gedaan-*
    let said = velden.filled("gedaan").and_then(|what| t.tekst_of_niets(&format!("balie-gedaan-{what}")));
    let contact = velden.parsed::<ConceptId>("contact").ok().flatten();
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let messages = berichten::van_afspraak(&app.db, &who, afspraak.id.uuid(), None, BERICHTEN).await?.rows;
    let page = Detail {
        t,
        p: Werkplek::new(wie),
        adres,
        nummer: afspraak.nummer.clone(),
        naam: afspraak.naam.clone(),
        telefoon: afspraak.telefoon.clone(),
        e_mail: afspraak.e_mail.clone(),
        wat: namen(t, &all, &afspraak.producten),
        waar: rooster.map_or_else(|| afspraak.balie.clone(), |rooster| balie_naam(t, rooster.balie)),
        wanneer: tijd::moment(t, afspraak.begint_op, wie.nu),
        status: match afspraak.bevestigen_voor {
            Some(voor) if te_wijzigen => {
                t.tekst_met("balie-niet-bevestigd").met("voor", tijd::moment(t, voor, wie.nu).tekst).to_string()
            }
            _ if afspraak.is_vervallen() => t.tekst("balie-vervallen"),
            _ => status(t, afspraak.status),
        },
        te_wijzigen,
        code: code::lees(velden.get("code")).unwrap_or_default(),
        contact: contact.map(|id| format!("/werkplek/contacten/{id}")).unwrap_or_default(),
        melding: said.unwrap_or_default(),
        naar: chosen.map(|op| (op.to_string(), tijd::moment(t, op, wie.nu))),
        tijden,
        berichten: messages.iter().map(|message| berichtbeeld::bericht(wie, message).getypt(velden)).collect(),
        fouten: Fouten::new(t, errors),
    };
    toon_met(if errors.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT }, &page)
}

fn status(t: Taal, status: Status) -> String {
    // texts: balie-status-*
    t.tekst(&format!("balie-status-{}", status.code()))
}

async fn verder(
    app: &AppState,
    wie: &Ingelogd,
    id: AfspraakId,
    velden: &Velden,
    (done, said): (Result<Afspraak, Error>, &str),
) -> Antwoord {
    let errors = match done {
        Ok(_) => return Ok(naar(&format!("/balie/afspraken/{id}?gedaan={said}"))),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(what)) => vec![what],
        Err(other) => return Err(other.into()),
    };
    let on_top: Vec<FieldError> = errors.into_iter().map(|error| FieldError { field: "", ..error }).collect();
    let now = lezen::afspraak(&app.db, &wie.medewerker.authorise::<BedienBalie>()?, id).await?;
    toon_detail(app, wie, &now, velden, &on_top).await
}

/// `POST /balie/afspraken/{id}/verzetten`
pub(super) async fn verzetten(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<AfspraakId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let done = match velden.required("op") {
        Ok(op) => {
            let welke = Welke { id, sleutel: Sleutel::Personeel(&who) };
            maken::verzetten(&app.db, &app.ids, &handeling, &wie.organisatie.instellingen, &welke, op).await
        }
        Err(_) => Err(FieldError::new("op", "kies-een-tijd").into()),
    };
    verder(&app, &wie, id, &velden, (done, "verzet")).await
}

/// `POST /balie/afspraken/{id}/afzeggen`
pub(super) async fn afzeggen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<AfspraakId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let welke = Welke { id, sleutel: Sleutel::Personeel(&who) };
    let done = maken::afzeggen(&app.db, &app.ids, &handeling, &welke).await;
    verder(&app, &wie, id, &velden, (done, "afgezegd")).await
}

/// `POST /balie/afspraken/{id}/nazien`: a message that did not arrive goes again, turned out to be sent, or was told in another
/// way.
pub(super) async fn nazien(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<AfspraakId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let done = async {
        let (bericht, nazien) = berichtbeeld::nazien(&velden)?;
        maken::bericht_nazien(&app.db, &app.ids, &who, &handeling, (id, bericht), nazien).await?;
        lezen::afspraak(&app.db, &who, id).await
    };
    let done = done.await;
    verder(&app, &wie, id, &velden, (done, "nagezien")).await
}
