//! The journal, for the auditor: who did and looked at what, newest first, and one gebeurtenis with its before and after.

mod detail;
mod lijst;
#[cfg(test)]
mod tests;
mod zoeken;

use std::collections::HashMap;

use dienstverlening::toezicht::Ding;
use kern::autorisatie::LeesJournaal;
use kern::journaal::Entry;
use kern::organisaties::{self, MedewerkerId};
use kern::{Authorised, Reads, Result};

use crate::basis::{Ingelogd, Routes, Taal, Toegang};

/// The pages of this room.
pub(crate) fn routes() -> Routes {
    let lezen = Toegang::recht::<LeesJournaal>();
    Routes::new()
        .get("/journaal", lezen, lijst::pagina)
        .get("/journaal/zoeken", lezen, zoeken::formulier)
        .post("/journaal/zoeken", lezen, zoeken::zoeken)
        .get("/journaal/{id}", lezen, detail::pagina)
}

/// The log of security and what changes rights: one choice among the kinds.
const VEILIGHEID: &str = "veiligheid";

/// Whether a kind is about security.
fn is_veiligheid((resource, actie): (&str, &str)) -> bool {
    let log = [
        "ingelogd",
        "uitgelogd",
        "inloggen_mislukt",
        "geweigerd",
        "limiet_bereikt",
        "backup_gemaakt",
        "backup_hersteld",
    ];
    log.contains(&actie) || ["medewerker", "zaakautorisatie", "zuil"].contains(&resource)
}

/// The two words of every kind of gebeurtenis there is, to choose from.
fn soorten() -> impl Iterator<Item = (&'static str, &'static str)> {
    // That a demo was filled is told by the program above.
    let demo = ("demo", "aangemaakt");
    dienstverlening::soorten().map(|vorm| (vorm.naam.resource, vorm.naam.actie)).chain([demo])
}

/// A kind in words; one that this program does not know in its own two words.
fn soort(t: Taal, resource: &str, actie: &str) -> String {
    // texts: soort-*
    t.tekst_of_niets(&format!("soort-{resource}-{actie}")).unwrap_or_else(|| format!("{resource} {actie}"))
}

/// A thing in words: what it is, and the number or name that people know it by.
fn ding(t: Taal, ding: &Ding) -> String {
    // texts: journaal-ding-*
    format!("{} {}", t.tekst(&format!("journaal-ding-{}", ding.resource)), ding.naam).trim_end().to_owned()
}

/// Who did it, by name.
fn wie_deed_het(t: Taal, namen: &HashMap<MedewerkerId, String>, entry: &Entry) -> String {
    match entry.medewerker {
        None if entry.partij.is_some() => t.tekst("journaal-burger"),
        None => t.tekst("journaal-programma"),
        Some(id) => namen.get(&id).cloned().unwrap_or_default(),
    }
}

/// Why, in words.
fn doel(wie: &Ingelogd, entry: &Entry) -> String {
    let Some(code) = &entry.doel else { return String::new() };
    match wie.organisatie.instellingen.reden(code) {
        Some(reden) => wie.taal.naam(&reden.naam, Some(&reden.naam_en)).tekst,
        // texts: journaal-doel-*
        None => wie.taal.tekst_of_niets(&format!("journaal-doel-{code}")).unwrap_or_else(|| code.clone()),
    }
}

/// Everybody who works or worked here.
async fn namen(db: &impl Reads, who: &Authorised<LeesJournaal>) -> Result<HashMap<MedewerkerId, String>> {
    Ok(organisaties::iedereen(db, who).await?.into_iter().map(|(id, naam, _)| (id, naam)).collect())
}
