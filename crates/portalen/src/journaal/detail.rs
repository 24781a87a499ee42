//! `GET /journaal/{id}`: one gebeurtenis with its facts and, as far as not forgotten, before and after.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use dienstverlening::toezicht;
use jiff::civil::Date;
use kern::Moment;
use kern::autorisatie::LeesJournaal;
use kern::journaal::{Entry, GebeurtenisId, Inhoud, by_id, inhoud_openen};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{ding, doel, namen, soort, wie_deed_het};
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, tijd, toon};

#[derive(Template)]
#[template(path = "journaal/detail.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    wat: String,
    wie: String,
    namens: String,
    doel: String,
    gebeurd: Tijdstip,
    vastgelegd: Tijdstip,
    volgnummer: i64,
    programma: String,
    /// What it is about, and the address of all that is about that.
    over: (String, String),
    bij: Option<(String, String)>,
    feiten: Vec<(String, String)>,
    inhoud: Persoonlijk,
}

/// The personal part.
enum Persoonlijk {
    /// There never was one.
    Geen,
    /// It has been forgotten, as the law demands.
    Vergeten,
    /// Field by field.
    Regels(Vec<Regel>),
}

/// A field before and after.
struct Regel {
    veld: String,
    voor: String,
    na: String,
    anders: bool,
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<String>) -> Antwoord {
    let id: GebeurtenisId = id.parse().map_err(|_| Fout::GeenPagina)?;
    let who = wie.medewerker.authorise::<LeesJournaal>()?;
    let entry = by_id(&app.db, &who, id).await?.ok_or(Fout::GeenPagina)?;
    let handeling = wie.medewerker.handeling(wie.nu).met_doel("toezicht");
    let content = inhoud_openen(&app.db, &app.ids, &who, &handeling, &entry).await?;
    let mensen = namen(&app.db, &who).await?;
    let facts = flat(&entry.feiten);
    let sides = [&content.voor, &content.na].into_iter().flatten().flat_map(|side| flat(side).into_values());
    let named = facts.values().cloned().chain(sides).filter_map(|value| value.parse::<Uuid>().ok());
    let about = [Some(entry.resource_id), entry.hoofdobject_id].into_iter().flatten();
    let about: Vec<Uuid> = about.chain(named).collect();
    let dingen = toezicht::dingen(&app.db, &who, about).await?;
    let t = wie.taal;
    let link = |id: Uuid| {
        let naam = dingen.get(&id).map_or_else(|| t.tekst("journaal-ding-weg"), |known| ding(t, known));
        (naam, format!("/journaal?over={id}"))
    };
    // An id says nothing to people: what it is, says it.
    let words = |value: String| match value.parse::<Uuid>() {
        Ok(id) => dingen.get(&id).map_or(value, |known| ding(t, known)),
        Err(_) => leesbaar(t, value),
    };
    toon(&Pagina {
        t: wie.taal,
        p: Werkplek::new(&wie),
        wat: soort(wie.taal, &entry.resource, &entry.actie),
        wie: wie_deed_het(wie.taal, &mensen, &entry),
        namens: entry.namens.clone().unwrap_or_default(),
        doel: doel(&wie, &entry),
        gebeurd: tijd::moment(wie.taal, entry.plaatsgevonden_op, wie.nu),
        vastgelegd: tijd::moment(wie.taal, entry.vastgelegd_op, wie.nu),
        volgnummer: entry.volgnummer,
        programma: entry.programma.clone().unwrap_or_default(),
        over: match toezicht::heeft_naam(&entry.resource) || dingen.contains_key(&entry.resource_id) {
            true => link(entry.resource_id),
            false => (String::new(), String::new()),
        },
        bij: entry.hoofdobject_id.map(link),
        feiten: facts.into_iter().map(|(field, value)| (field, words(value))).collect(),
        inhoud: persoonlijk(&entry, &content, &words),
    })
}

/// A moment, a day, or yes and no, as people read them.
fn leesbaar(t: Taal, value: String) -> String {
    if let Ok(moment) = value.parse::<Moment>() {
        let local = moment.in_amsterdam().datetime();
        return format!("{} {}", tijd::with_year(t, local.date()), tijd::clock(local));
    }
    match (value.parse::<Date>(), value.as_str()) {
        (Ok(day), _) => tijd::with_year(t, day),
        (_, "true") => t.tekst("journaal-ja"),
        (_, "false") => t.tekst("journaal-nee"),
        _ => value,
    }
}

fn persoonlijk(entry: &Entry, content: &Inhoud, words: &impl Fn(String) -> String) -> Persoonlijk {
    if !entry.persoonlijk {
        return Persoonlijk::Geen;
    }
    if content.voor.is_none() && content.na.is_none() {
        return Persoonlijk::Vergeten;
    }
    let [voor, na] = [&content.voor, &content.na].map(|side| side.as_ref().map(flat).unwrap_or_default());
    let mut fields: Vec<&String> = voor.keys().chain(na.keys()).collect();
    fields.sort_unstable();
    fields.dedup();
    let both = content.voor.is_some() && content.na.is_some();
    let regel = |veld: &String| {
        let [voor, na] = [&voor, &na].map(|side| side.get(veld).cloned().unwrap_or_default());
        Regel { veld: veld.clone(), anders: both && voor != na, voor: words(voor), na: words(na) }
    };
    Persoonlijk::Regels(fields.into_iter().map(regel).collect())
}

/// The values of a JSON text by their path, without what is empty.
fn flat(json: &Json) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    gather(json, "", &mut found);
    found
}

fn gather(json: &Json, path: &str, found: &mut BTreeMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let text = match json {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Bool(_) | Json::Number(_) => json.to_string(),
        Json::Array(items) => {
            return items.iter().enumerate().for_each(|(i, item)| gather(item, &below(&(i + 1).to_string()), found));
        }
        Json::Object(fields) => return fields.iter().for_each(|(key, value)| gather(value, &below(key), found)),
    };
    if !text.is_empty() {
        found.insert(path.to_owned(), text);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nested_values_are_read_by_their_path() {
        let flat = flat(&json!({ "a": { "b": 1, "leeg": null }, "c": ["x", { "d": true }], "e": "" }));
        let pairs: Vec<(&str, &str)> = flat.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("a.b", "1"), ("c.1", "x"), ("c.2.d", "true")]);
    }
}
