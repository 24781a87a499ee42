//! `GET /journaal`: the gebeurtenissen, newest first, narrowed by what they are about, by kind, by who did it, and by period.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use dienstverlening::toezicht;
use jiff::civil::Date;
use kern::autorisatie::LeesJournaal;
use kern::journaal::{Entry, Keuze, history};
use kern::{FieldError, Moment, organisaties};
use serde::Deserialize;
use uuid::Uuid;

use super::{VEILIGHEID, ding, doel, is_veiligheid, soort, soorten, wie_deed_het};
use crate::basis::adres::als_waarde;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Werkplek, tijd, toon_met};

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "journaal/lijst.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    over: String,
    /// What that is, in words; empty when everything is shown.
    over_naam: String,
    soorten: Vec<(String, String)>,
    soort: String,
    mensen: Vec<(String, String)>,
    wie: String,
    van: String,
    tot: String,
    fouten: Fouten,
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
    wie: String,
    van: String,
    tot: String,
    voor: String,
}

impl Vraag {
    /// The address of the same choice.
    fn adres(&self) -> String {
        let fields =
            [("over", &self.over), ("soort", &self.soort), ("wie", &self.wie), ("van", &self.van), ("tot", &self.tot)];
        let filled = fields.iter().filter(|(_, value)| !value.trim().is_empty());
        let query: Vec<_> = filled.map(|(name, value)| format!("{name}={}", als_waarde(value.trim()))).collect();
        if query.is_empty() { "/journaal".to_owned() } else { format!("/journaal?{}", query.join("&")) }
    }
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let who = wie.medewerker.authorise::<LeesJournaal>()?;
    let (keuze, errors) = keuze(&vraag);
    // A choice that is wrong in part shows nothing rather than more than was asked.
    let mut entries = match errors.is_empty() {
        true => history(&app.db, &who, &keuze, PER_PAGE as u64 + 1).await?,
        false => Vec::new(),
    };
    let more = entries.len() > PER_PAGE;
    entries.truncate(PER_PAGE);
    let everybody = organisaties::iedereen(&app.db, &who).await?;
    let mensen = everybody.iter().map(|(id, naam, _)| (*id, naam.clone())).collect();
    let about = entries.iter().flat_map(|entry| [Some(entry.resource_id), entry.hoofdobject_id]).flatten();
    let about: Vec<Uuid> = about.chain(keuze.over).collect();
    let dingen = toezicht::dingen(&app.db, &who, about).await?;
    let here = vraag.adres();
    let glue = if here.contains('?') { '&' } else { '?' };
    let last = entries.last().filter(|_| more).map(|entry| entry.volgnummer);
    let t = wie.taal;
    let rij = |entry: &Entry| {
        // What belongs to something is known by that: a status by its case.
        let about = [Some(entry.resource_id), entry.hoofdobject_id].into_iter().flatten();
        let known = about.clone().find_map(|id| dingen.get(&id));
        let id = known.map_or(entry.hoofdobject_id.unwrap_or(entry.resource_id), |ding| ding.id);
        Rij {
            adres: format!("/journaal/{}", entry.id),
            wanneer: tijd::moment(t, entry.vastgelegd_op, wie.nu),
            wie: wie_deed_het(t, &mensen, entry),
            wat: soort(t, &entry.resource, &entry.actie),
            doel: doel(&wie, entry),
            over: known.map_or_else(|| weg(t, &entry.resource), |known| ding(t, known)),
            over_adres: format!("/journaal?over={id}"),
        }
    };
    let chosen = |naam: &str, actief: bool| match actief {
        true => naam.to_owned(),
        false => t.tekst_met("journaal-wie-weg").met("naam", naam).to_string(),
    };
    let all = std::iter::once((String::new(), t.tekst("journaal-iedereen")));
    let page = Pagina {
        t,
        p: Werkplek::new(&wie),
        over_naam: keuze.over.map_or(String::new(), |id| {
            dingen.get(&id).map_or_else(|| t.tekst("journaal-ding-weg"), |known| ding(t, known))
        }),
        soorten: keuzes(t),
        mensen: all.chain(everybody.iter().map(|(id, naam, actief)| (id.to_string(), chosen(naam, *actief)))).collect(),
        rijen: entries.iter().map(rij).collect(),
        gefilterd: here != "/journaal",
        eerste: keuze.voor.map(|_| here.clone()).unwrap_or_default(),
        volgende: last.map(|number| format!("{here}{glue}voor={number}")).unwrap_or_default(),
        fouten: Fouten::new(t, &errors),
        over: keuze.over.map(|id| id.to_string()).unwrap_or_default(),
        soort: vraag.soort,
        wie: vraag.wie,
        van: vraag.van,
        tot: vraag.tot,
    };
    toon_met(if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST }, &page)
}

/// What is asked, and what of it is wrong.
fn keuze(vraag: &Vraag) -> (Keuze, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut of = |field: &'static str, code: &'static str| errors.push(FieldError::new(field, code));
    let mut keuze = Keuze::default();
    if !vraag.over.trim().is_empty() {
        keuze.over = vraag.over.trim().parse::<Uuid>().map_err(|_| of("", "journaal-nummer")).ok();
    }
    match vraag.soort.as_str() {
        "" => {}
        VEILIGHEID => keuze.soorten = soorten().filter(|kind| is_veiligheid(*kind)).map(owned).collect(),
        words => match words.split_once(' ').filter(|known| soorten().any(|kind| kind == *known)) {
            Some(kind) => keuze.soorten = vec![owned(kind)],
            None => of("soort", "onbekende-keuze"),
        },
    }
    if !vraag.wie.is_empty() {
        keuze.wie = vraag.wie.parse().map_err(|_| of("wie", "onbekende-keuze")).ok();
    }
    let mut day = |field: &'static str, typed: &str| match typed.trim() {
        "" => None,
        typed => typed.parse::<Date>().map_err(|_| of(field, "journaal-datum")).ok(),
    };
    let (van, tot) = (day("van", &vraag.van), day("tot", &vraag.tot));
    keuze.van = van.map(Moment::start_of);
    // The last day counts whole.
    keuze.tot = tot.and_then(|day| day.tomorrow().ok()).map(Moment::start_of);
    if van.zip(tot).is_some_and(|(van, tot)| tot < van) {
        of("tot", "journaal-periode");
    }
    if !vraag.voor.is_empty() {
        keuze.voor = vraag.voor.parse().map_err(|_| of("voor", "ongeldige-bladwijzer")).ok();
    }
    (keuze, errors)
}

/// What is said of a thing that is not there: nothing of what never had a name.
fn weg(t: Taal, resource: &str) -> String {
    if toezicht::heeft_naam(resource) && resource != "partij" { t.tekst("journaal-ding-weg") } else { String::new() }
}

fn owned((resource, actie): (&str, &str)) -> (String, String) {
    (resource.to_owned(), actie.to_owned())
}

fn keuzes(t: Taal) -> Vec<(String, String)> {
    let all = [("", "journaal-alle-soorten"), (VEILIGHEID, "journaal-veiligheid")];
    all.map(|(code, tekst)| (code.to_owned(), t.tekst(tekst)))
        .into_iter()
        .chain(soorten().map(|(resource, actie)| (format!("{resource} {actie}"), soort(t, resource, actie))))
        .collect()
}
