//! What was chosen so far: it travels in the address, and what is not in balies.toml is left out.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use dienstverlening::afspraken::Rooster;
use dienstverlening::afspraken::maken::Gemaakt;
use dienstverlening::afspraken::rooster::PRODUCTEN_MAX;
use dienstverlening::inrichten::{Balie, Balies};
use dienstverlening::kennisbank::Product;
use jiff::civil::Date;
use kern::Moment;

use crate::basis::adres::als_waarde;
use crate::basis::organisaties::Gemeente;
use crate::basis::{AppState, Fout, Taal, Velden};

/// The fields in the address of a page; a field may be there more than once.
pub(crate) struct Adresvelden(pub(crate) Velden);

impl FromRequestParts<AppState> for Adresvelden {
    type Rejection = Fout;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Fout> {
        let read = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let Query(pairs) = read.map_err(|_| Fout::Ongeldig)?;
        Ok(Self(Velden::of(pairs)))
    }
}

/// What was chosen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keuze {
    /// The codes of products.
    pub(crate) producten: Vec<String>,
    /// The code of the desk.
    pub(crate) balie: Option<String>,
    /// The first day that is looked at.
    pub(crate) van: Option<Date>,
    /// When it begins.
    pub(crate) op: Option<Moment>,
}

impl Keuze {
    /// Reads it from an address or a form.
    pub(crate) fn lees(velden: &Velden, balies: &Balies) -> Self {
        let mut producten: Vec<String> = Vec::new();
        // One more than may be, so that it is said that there are too many.
        for code in velden.all("product").filter(|code| balies.product(code).is_some()) {
            if producten.len() <= PRODUCTEN_MAX && !producten.iter().any(|known| known == code) {
                producten.push(code.to_owned());
            }
        }
        Self {
            producten,
            balie: velden.filled("balie").filter(|code| balies.balie(code).is_some()).map(str::to_owned),
            van: velden.parsed("van").ok().flatten(),
            op: velden.parsed("op").ok().flatten(),
        }
    }

    /// The same as the query of an address.
    pub(crate) fn vraag(&self) -> String {
        let producten = self.producten.iter().map(|code| format!("product={}", als_waarde(code)));
        let balie = self.balie.iter().map(|code| format!("balie={}", als_waarde(code)));
        producten.chain(balie).collect::<Vec<_>>().join("&")
    }

    /// The desk, when it was chosen.
    pub(crate) fn rooster<'a>(&self, organisatie: &'a Gemeente) -> kern::Result<Option<Rooster<'a>>> {
        match &self.balie {
            Some(code) => Rooster::van(&organisatie.instellingen, code),
            None => Ok(None),
        }
    }
}

/// The names of products, one after the other; of one that is gone its code.
pub(crate) fn namen(t: Taal, producten: &[Product], codes: &[String]) -> String {
    let name = |code: &String| {
        let found = producten.iter().find(|product| product.code == *code);
        found.map_or_else(|| code.clone(), |product| t.naam(&product.naam, product.naam_en.as_deref()).tekst)
    };
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The name of a desk.
pub(crate) fn balie_naam(t: Taal, balie: &Balie) -> String {
    t.naam(&balie.naam, Some(&balie.naam_en)).tekst
}

/// What is said of an appointment that was asked for: the end of the keys of its texts, on the website and at the desk.
pub(crate) fn gezegd(made: &Gemaakt, nu: Moment) -> &'static str {
    match (made.anders, made.afspraak.is_te_wijzigen(nu)) {
        (false, _) => "gemaakt",
        (true, true) => "stond-al",
        (true, false) => "stond-al-voorbij",
    }
}
