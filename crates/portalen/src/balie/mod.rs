//! The desk: reception, counter, display and kiosk.
//!
//! Display and kiosk are public pages and know no names: a ticket, a counter, and a code that only the visitor has. A kiosk works
//! on a device that was linked.

mod afspraak;
mod beeld;
mod kiezen;
mod loket;
mod receptie;
mod scherm;
#[cfg(test)]
mod tests;
mod zuil;

use dienstverlening::afspraken::Rooster;
use kern::autorisatie::BedienBalie;

use crate::basis::organisaties::Gemeente;
use crate::basis::{Fout, Routes, Soort, Toegang};

pub(crate) fn routes() -> Routes {
    let balie = Toegang::recht::<BedienBalie>();
    let openbaar = Toegang::OPENBAAR;
    Routes::new()
        .get("/balie", balie, kiezen::pagina)
        .post("/balie/zoeken", balie, kiezen::zoeken)
        .get("/balie/receptie/{code}", balie, receptie::pagina)
        .post("/balie/receptie/{code}/aankomst", balie, receptie::aankomst)
        .post("/balie/receptie/{code}/inloop", balie, receptie::inloop)
        .get("/balie/loket/{code}/{loket}", balie, loket::pagina)
        .post("/balie/loket/{code}/{loket}/volgende", balie, loket::volgende)
        .post("/balie/bezoeken/{id}/stap", balie, loket::stap)
        .post("/balie/bezoeken/{id}/klaar", balie, loket::klaar)
        .get("/balie/afspraak", balie, afspraak::nieuw)
        .post("/balie/afspraak", balie, afspraak::maken)
        .get("/balie/afspraken/{id}", balie, afspraak::pagina)
        .post("/balie/afspraken/{id}/verzetten", balie, afspraak::verzetten)
        .post("/balie/afspraken/{id}/afzeggen", balie, afspraak::afzeggen)
        .post("/balie/afspraken/{id}/nazien", balie, afspraak::nazien)
        .get("/balie/scherm/{code}", openbaar, scherm::pagina)
        .get("/balie/zuil/{code}", openbaar, zuil::pagina)
        .post("/balie/zuil/{code}/koppelen", Toegang::openbaar(Soort::Formulieren), zuil::koppelen)
        .post("/balie/zuil/{code}/aankomst", Toegang::openbaar(Soort::Zuil), zuil::aankomst)
        .post("/balie/zuil/{code}/inloop", Toegang::openbaar(Soort::Zuil), zuil::inloop)
}

/// The desk in an address; anything else is no page.
fn rooster<'a>(organisatie: &'a Gemeente, code: &str) -> Result<Rooster<'a>, Fout> {
    Rooster::van(&organisatie.instellingen, code)?.ok_or(Fout::GeenPagina)
}
