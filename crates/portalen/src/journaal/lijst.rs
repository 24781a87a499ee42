//! `GET /journaal`: the gebeurtenissen, newest first, narrowed by what they are about and by kind.

use askama::Template;
use axum::extract::{Query, State};
use kern::FieldError;
use kern::autorisatie::LeesJournaal;
use kern::journaal::{Entry, Keuze, history};
use serde::Deserialize;
use uuid::Uuid;

use super::{SOORTEN, doel, namen, soort, wie_deed_het};
use crate::basis::adres::als_waarde;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, tijd, toon};

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "journaal/lijst.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    over: String,
    soorten: Vec<(String, String)>,
    soort: String,
    rijen: Vec<Rij>,
    gefilterd: bool,
    /// Addresses; empty is none.
    eerste: String,
    volgende: String,
}

struct Rij {
    adres: String,
    wanneer: Tijdstip,
    wie: String,
    wat: String,
    doel: String,
    over: String,
    over_adres: String,
}

/// What the address says. An `over` is the id of a resource, never a name or a number of somebody.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    over: String,
    soort: String,
    voor: String,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let who = wie.medewerker.authorise::<LeesJournaal>()?;
    let keuze = keuze(&vraag)?;
    let mut entries = history(&app.db, &who, &keuze, PER_PAGE as u64 + 1).await?;
    let more = entries.len() > PER_PAGE;
    entries.truncate(PER_PAGE);
    let mensen = namen(&app.db, &wie).await?;
    let here = format!("/journaal?over={}&soort={}", als_waarde(vraag.over.trim()), als_waarde(&vraag.soort));
    let last = entries.last().filter(|_| more).map(|entry| entry.volgnummer);
    let rij = |entry: &Entry| Rij {
        adres: format!("/journaal/{}", entry.id),
        wanneer: tijd::moment(wie.taal, entry.vastgelegd_op, wie.nu),
        wie: wie_deed_het(wie.taal, &mensen, entry),
        wat: soort(wie.taal, &entry.resource, &entry.actie),
        doel: doel(&wie, entry),
        over: entry.resource_id.to_string(),
        over_adres: format!("/journaal?over={}", entry.resource_id),
    };
    toon(&Pagina {
        t: wie.taal,
        p: Werkplek::new(&wie),
        over: vraag.over.trim().to_owned(),
        soorten: soorten(wie.taal),
        soort: vraag.soort,
        rijen: entries.iter().map(rij).collect(),
        gefilterd: keuze.over.is_some() || keuze.soort.is_some(),
        eerste: keuze.voor.map(|_| here.clone()).unwrap_or_default(),
        volgende: last.map(|number| format!("{here}&voor={number}")).unwrap_or_default(),
    })
}

fn keuze(vraag: &Vraag) -> Result<Keuze, FieldError> {
    let over = match vraag.over.trim() {
        "" => None,
        id => Some(id.parse::<Uuid>().map_err(|_| FieldError::new("over", "journaal-nummer"))?),
    };
    let soort = match vraag.soort.as_str() {
        "" => None,
        words => {
            let known = words.split_once(' ').filter(|known| SOORTEN.contains(known));
            let (resource, actie) = known.ok_or_else(|| FieldError::new("soort", "onbekende-keuze"))?;
            Some((resource.to_owned(), actie.to_owned()))
        }
    };
    let voor = match vraag.voor.as_str() {
        "" => None,
        number => Some(number.parse().map_err(|_| FieldError::new("voor", "ongeldige-bladwijzer"))?),
    };
    Ok(Keuze { over, soort, voor })
}

fn soorten(t: Taal) -> Vec<(String, String)> {
    let all = std::iter::once((String::new(), t.tekst("journaal-alle-soorten")));
    all.chain(SOORTEN.map(|(resource, actie)| (format!("{resource} {actie}"), soort(t, resource, actie)))).collect()
}
