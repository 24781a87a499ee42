//! The search over knowledge articles: for an agent with a caller on the line, while typing, and for the public website.
//!
//! Pure: the index lives in memory, is filled from the store at the start and kept up by a follower of the journal.
//! It is made for Dutch: inflections, compound words, synonyms, spoken questions and typing errors find the same article.
//!
//! ```
//! use zoeken::{Bereik, Document, Taalkennis, Zoeker};
//!
//! let delen = vec!["parkeer".to_owned(), "vergunning".to_owned()];
//! let artikel = Document {
//!     id: 1,
//!     organisatie: 7,
//!     code: "parkeervergunning".into(),
//!     naam: "Parkeervergunning voor bewoners".into(),
//!     openbaar: true,
//!     ..Document::default()
//! };
//! let zoeker = Zoeker::new();
//! zoeker.vervang(7, &Taalkennis { delen, ..Taalkennis::default() }, vec![artikel])?;
//! for vraag in ["vergunning parkeren", "bewonersparkeervergunning", "parkeervergunnig", "park"] {
//!     assert_eq!(zoeker.zoek(7, vraag, Bereik::Openbaar, 10)[0].code, "parkeervergunning");
//! }
//! assert!(zoeker.zoek(8, "parkeren", Bereik::Intern, 10).is_empty()); // another organisation
//! # Ok::<(), zoeken::Fout>(())
//! ```

mod fragment;
mod lexicon;
mod soorten;
mod stand;
mod taal;
mod tellen;
#[cfg(test)]
mod tests;
mod vormen;
mod vraag;
mod woorden;
mod zoeker;

pub use soorten::{Bereik, Document, Fout, Segment, Taalkennis, Treffer, Veld, Vindplaats, Wijziging};
pub use zoeker::Zoeker;
