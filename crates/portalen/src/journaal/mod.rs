//! The journal, for the auditor: who did and looked at what, newest first, and one gebeurtenis with its before and after.

mod detail;
mod lijst;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use kern::autorisatie::{LeesJournaal, Werken};
use kern::journaal::Entry;
use kern::organisaties::{self, MedewerkerId};
use kern::{Reads, Result};

use crate::basis::{Ingelogd, Routes, Taal, Toegang};

/// The pages of this room.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/journaal", Toegang::recht::<LeesJournaal>(), lijst::pagina).get(
        "/journaal/{id}",
        Toegang::recht::<LeesJournaal>(),
        detail::pagina,
    )
}

/// Every kind of gebeurtenis there is (docs/gebeurtenissen.md), to choose from.
const SOORTEN: [(&str, &str); 66] = [
    ("klantcontact", "aangemaakt"),
    ("klantcontact", "gewijzigd"),
    ("klantcontact", "ingetrokken"),
    ("internetaak", "aangemaakt"),
    ("internetaak", "gewijzigd"),
    ("internetaak", "ingetrokken"),
    ("internetaak", "verhoging_ingetrokken"),
    ("afspraak", "aangemaakt"),
    ("afspraak", "gewijzigd"),
    ("afspraak", "geraadpleegd"),
    ("afspraak", "afgezegd"),
    ("zuil", "aangemaakt"),
    ("zuil", "gekoppeld"),
    ("zuil", "ingetrokken"),
    ("bezoek", "aangemaakt"),
    ("bezoek", "opgeroepen"),
    ("bezoek", "gewijzigd"),
    ("bezoek", "afgerond"),
    ("partij", "gezocht"),
    ("partij", "geraadpleegd"),
    ("partij", "aangemaakt"),
    ("partij", "gewijzigd"),
    ("actor", "aangemaakt"),
    ("actor", "gewijzigd"),
    ("organisatie", "aangemaakt"),
    ("organisatie", "gewijzigd"),
    ("team", "aangemaakt"),
    ("team", "gewijzigd"),
    ("team", "ingetrokken"),
    ("zaakautorisatie", "aangemaakt"),
    ("zaakautorisatie", "gewijzigd"),
    ("zaakautorisatie", "ingetrokken"),
    ("medewerker", "aangemaakt"),
    ("medewerker", "gewijzigd"),
    ("medewerker", "ingetrokken"),
    ("product", "aangemaakt"),
    ("product", "gewijzigd"),
    ("product", "ingetrokken"),
    ("artikel", "aangemaakt"),
    ("artikel", "gewijzigd"),
    ("demo", "aangemaakt"),
    ("catalogus", "aangemaakt"),
    ("zaaktype", "aangemaakt"),
    ("zaaktype", "gewijzigd"),
    ("informatieobjecttype", "aangemaakt"),
    ("zaak", "aangemaakt"),
    ("zaak", "gewijzigd"),
    ("zaak", "geraadpleegd"),
    ("internetaak", "geraadpleegd"),
    ("gebeurtenis", "geraadpleegd"),
    ("status", "aangemaakt"),
    ("resultaat", "aangemaakt"),
    ("rol", "aangemaakt"),
    ("zaakeigenschap", "aangemaakt"),
    ("zaakeigenschap", "gewijzigd"),
    ("enkelvoudiginformatieobject", "aangemaakt"),
    ("enkelvoudiginformatieobject", "gewijzigd"),
    ("enkelvoudiginformatieobject", "geraadpleegd"),
    ("zaakinformatieobject", "aangemaakt"),
    ("aanvulverzoek", "aangemaakt"),
    ("aanvulverzoek", "gewijzigd"),
    ("bericht", "aangemaakt"),
    ("bericht", "verstuurd"),
    ("bericht", "mislukt"),
    ("bericht", "gewijzigd"),
    ("bericht", "gelezen"),
];

/// A kind in words; one that this program does not know in its own two words.
fn soort(t: Taal, resource: &str, actie: &str) -> String {
    // texts: soort-*
    t.tekst_of_niets(&format!("soort-{resource}-{actie}")).unwrap_or_else(|| format!("{resource} {actie}"))
}

/// Who did it, by name.
fn wie_deed_het(t: Taal, namen: &HashMap<MedewerkerId, String>, entry: &Entry) -> String {
    match entry.medewerker {
        None if entry.partij.is_some() => t.tekst("journaal-burger"),
        None => t.tekst("journaal-programma"),
        Some(id) => namen.get(&id).cloned().unwrap_or_else(|| t.tekst("journaal-oud-medewerker")),
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

async fn namen(db: &impl Reads, wie: &Ingelogd) -> Result<HashMap<MedewerkerId, String>> {
    let all = organisaties::collegas(db, &wie.medewerker.authorise::<Werken>()?).await?;
    Ok(all.into_iter().map(|collega| (collega.id, collega.naam)).collect())
}
