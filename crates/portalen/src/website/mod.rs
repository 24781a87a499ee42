//! The public website: the same articles that agents read, without what is internal.
//!
//! No scripts, and outside [`aanvragen`] `GET` only and nothing that knows who visits. What is searched for is never written down
//! with who searched it.

mod aanvragen;
mod beveiliging;
mod bladeren;
mod home;
mod product;
mod servicenormen;
#[cfg(test)]
mod tests;
mod zoeken;

use dienstverlening::kennisbank::Product;

use crate::basis::taal::Naam;
use crate::basis::{Routes, Taal, Toegang};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/", Toegang::OPENBAAR, home::pagina)
        .get("/.well-known/security.txt", Toegang::OPENBAAR, beveiliging::security_txt)
        .get("/zoeken", Toegang::OPENBAAR, zoeken::pagina)
        .get("/producten", Toegang::OPENBAAR, bladeren::producten)
        .get("/thema/{code}", Toegang::OPENBAAR, bladeren::thema)
        .get("/levensgebeurtenis/{code}", Toegang::OPENBAAR, bladeren::levensgebeurtenis)
        .get("/producten/{code}", Toegang::OPENBAAR, product::pagina)
        .get("/servicenormen", Toegang::OPENBAAR, servicenormen::pagina)
        .get("/servicenormen.csv", Toegang::OPENBAAR, servicenormen::bestand)
        .get("/servicenormen.json", Toegang::OPENBAAR, servicenormen::json)
        .with(aanvragen::routes())
}

/// A link to something, with a line below it when there is one.
struct Weg {
    naam: Naam,
    adres: String,
}

impl Weg {
    fn naar_product(taal: Taal, product: &Product) -> Self {
        Self { naam: taal.naam(&product.naam, product.naam_en.as_deref()), adres: product_adres(&product.code) }
    }
}

/// Where a product's page is.
fn product_adres(code: &str) -> String {
    format!("/producten/{code}")
}

/// A step on the way to a page: its name and address.
type Kruimel = (Naam, String);

/// The first step of every way.
fn home_kruimel(taal: Taal) -> Kruimel {
    (taal.naam(&taal.tekst("website-home"), Some(&taal.tekst("website-home"))), "/".to_owned())
}
