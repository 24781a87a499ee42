//! The workplace of whoever answers: home, contacts in progress, search, articles, who is calling, finishing, preferences.
//!
//! The middle is the contact, never a menu. What is typed is saved as it is typed ([`contact`]); the rules are the
//! domain's, in `dienstverlening::contacten`.

mod account;
mod afronden;
mod artikel;
mod contact;
mod contact_beeld;
mod contact_invoer;
mod contact_toetsen;
mod contact_zij;
mod correctie;
mod correctie_wie;
mod doorgeven;
mod doorgeven_beeld;
mod klant;
mod klant_tijdlijn;
mod taken;
mod taken_beeld;
mod taken_detail;
mod taken_doen;
#[cfg(test)]
mod taken_tests;
mod taken_zaken;
#[cfg(test)]
mod tests;
mod thuis;
mod voorkeuren;
mod zaak;
mod zaak_beeld;
mod zaak_doen;
mod zaak_nieuw;
mod zaakstand;
mod zoeken;
mod zoeken_beeld;

use dienstverlening::contacten::concept::ConceptId;
use kern::autorisatie::{BehandelTaken, BehandelZaken, LeesKlant, LeesZaken, Registreren, Werken};
use kern::organisaties::Team;

use crate::basis::{AppState, Fout, Ingelogd, Routes, Toegang};

/// Every page and action of the workplace.
pub(crate) fn routes() -> Routes {
    let werken = Toegang::recht::<Werken>();
    let registreren = Toegang::recht::<Registreren>();
    let klanten = Toegang::recht::<LeesKlant>();
    let taken = Toegang::recht::<BehandelTaken>();
    Routes::new()
        .get("/werkplek", werken, thuis::pagina)
        .post("/werkplek/zoeken", werken, zoeken::los)
        .get("/werkplek/artikelen/{code}", werken, artikel::los)
        .get("/werkplek/voorkeuren", werken, voorkeuren::pagina)
        .post("/werkplek/voorkeuren", werken, voorkeuren::bewaar)
        .get("/werkplek/account", werken, account::pagina)
        .post("/werkplek/account/wachtwoord", werken, account::wachtwoord)
        .post("/werkplek/account/sessies/andere", werken, account::andere)
        .post("/werkplek/account/sessies/{id}/beeindigen", werken, account::beeindigen)
        .post("/werkplek/contacten", registreren, contact::start)
        .get("/werkplek/contacten", registreren, correctie::lijst)
        .get("/werkplek/contacten/{id}/corrigeren", registreren, correctie::pagina)
        .post("/werkplek/contacten/{id}/corrigeren", registreren, correctie::corrigeren)
        .get("/werkplek/contacten/{id}", registreren, contact::pagina)
        .post("/werkplek/contacten/{id}/bewaar", registreren, contact::bewaar)
        .post("/werkplek/contacten/{id}/weg", registreren, contact::weg)
        .post("/werkplek/contacten/{id}/terug", registreren, contact::terug)
        .post("/werkplek/contacten/{id}/terugnemen", registreren, afronden::terugnemen)
        .post("/werkplek/contacten/{id}/zoek", registreren, zoeken::in_contact)
        .get("/werkplek/contacten/{id}/artikel/{code}", registreren, artikel::in_contact)
        .post("/werkplek/contacten/{id}/klant", klanten, klant::kies)
        .post("/werkplek/contacten/{id}/klant/los", klanten, klant::los)
        .post("/werkplek/contacten/{id}/controle", klanten, klant::controle)
        .post("/werkplek/contacten/{id}/afronden", registreren, afronden::afronden)
        .get("/werkplek/contacten/{id}/terugbellen", registreren, doorgeven::terugbellen)
        .post("/werkplek/contacten/{id}/terugbellen", registreren, doorgeven::terugbellen_vastleggen)
        .get("/werkplek/contacten/{id}/doorverbinden", registreren, doorgeven::doorverbinden)
        .post("/werkplek/contacten/{id}/doorverbinden", registreren, doorgeven::doorverbinden_vastleggen)
        .get("/werkplek/klanten/{id}", klanten, klant::pagina)
        .get("/werkplek/taken", taken, taken::lijst)
        .get("/werkplek/taken/{id}", taken, taken_detail::pagina)
        .post("/werkplek/taken/{id}/oppakken", taken, taken_doen::oppakken)
        .post("/werkplek/taken/{id}/poging", taken, taken_doen::poging)
        .post("/werkplek/taken/{id}/overdragen", taken, taken_doen::overdragen)
        .post("/werkplek/taken/{id}/afsluiten", taken, taken_doen::afsluiten)
        .with(zaken())
}

/// Cases: the page of one, and what handlers do with it.
fn zaken() -> Routes {
    let lezen = Toegang::recht::<LeesZaken>();
    let behandelen = Toegang::recht::<BehandelZaken>();
    Routes::new()
        .post("/werkplek/taken/geven", behandelen, taken_zaken::geven_vastleggen)
        .get("/werkplek/zaken/nieuw", behandelen, zaak_nieuw::pagina)
        .upload("/werkplek/zaken", behandelen, zaak_nieuw::registreren)
        .get("/werkplek/zaken/{id}", lezen, zaak::pagina)
        .get("/werkplek/zaken/{id}/documenten/{document}", lezen, zaak::document)
        .post("/werkplek/zaken/{id}/toewijzen", behandelen, zaak_doen::toewijzen)
        .post("/werkplek/zaken/{id}/oppakken", behandelen, zaak_doen::oppakken)
        .post("/werkplek/zaken/{id}/status", behandelen, zaak_doen::status)
        .post("/werkplek/zaken/{id}/vragen", behandelen, zaak_doen::vragen)
        .post("/werkplek/zaken/{id}/compleet", behandelen, zaak_doen::compleet)
        .post("/werkplek/zaken/{id}/verteld", behandelen, zaak_doen::verteld)
        .post("/werkplek/zaken/{id}/verlengen", behandelen, zaak_doen::verlengen)
        .post("/werkplek/zaken/{id}/besluiten", behandelen, zaak_doen::besluiten)
        .post("/werkplek/zaken/{id}/gegeven", behandelen, zaak_doen::gegeven)
        .post("/werkplek/zaken/{id}/ontvangst", behandelen, zaak_doen::ontvangst)
        .post("/werkplek/zaken/{id}/kenmerken", behandelen, zaak_doen::kenmerken)
        .post("/werkplek/zaken/{id}/rollen", behandelen, zaak_doen::rollen)
        .post("/werkplek/zaken/{id}/rollen/verwijderen", behandelen, zaak_doen::rol_verwijderen)
        .post("/werkplek/zaken/{id}/deelzaak", behandelen, zaak_doen::deelzaak)
        .post("/werkplek/zaken/{id}/antwoord", behandelen, zaak_doen::antwoord)
        .post("/werkplek/zaken/{id}/nazien", behandelen, zaak_doen::nazien)
        .upload("/werkplek/zaken/{id}/ontvangen", behandelen, zaak_doen::ontvangen)
}

/// Where a contact is.
fn adres(id: ConceptId) -> String {
    format!("/werkplek/contacten/{id}")
}

/// The name of a channel.
fn kanaal(wie: &Ingelogd, code: &str) -> String {
    let found = wie.organisatie.instellingen.kanaal(code);
    found.map_or_else(|| code.to_owned(), |kanaal| wie.taal.naam(&kanaal.naam, Some(&kanaal.naam_en)).to_string())
}

/// The teams of this organisation.
async fn teams(app: &AppState, wie: &Ingelogd) -> Result<Vec<Team>, Fout> {
    Ok(kern::organisaties::teams(&app.db, &wie.medewerker.authorise::<Werken>()?).await?)
}
