//! One knowledge base for every channel: products, their articles and versions, and the search over them.
//!
//! Agents read an [`Artikel`] and need an `Authorised<Werken>` for it; the public reads an [`OpenbaarArtikel`], which
//! has no place for what is internal. Texts are Markdown and become HTML in [`markdown`]. The tables are written by
//! [`inrichten`](crate::inrichten) only.

mod geheugen;
mod lezen;
pub mod markdown;
pub mod openbaar;
mod soorten;
#[cfg(test)]
mod tests;
mod zin;
mod zoekdienst;
pub mod zonder_resultaat;

pub use geheugen::Gelezen;
pub(crate) use lezen::is_code;
pub use lezen::{Keuze, artikel, artikel_versie, gerelateerd, lijst, product, producten_met_code, versies};
pub use soorten::{
    Artikel, ArtikelId, ArtikelVersie, Inhoud, OpenbaarArtikel, Product, ProductId, Sectie, Secties, Versieregel,
};
pub use zin::eerste_zin;
pub use zoekdienst::{Zoekdienst, Zoekresultaat};
// What a search answers with, so that a face needs this room only.
pub use zoeken::{Bereik, Segment, Veld, Vindplaats};
