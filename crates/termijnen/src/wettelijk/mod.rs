//! Terms of the law: when something must be decided or done, and why then.
//!
//! A term is a [`Verloop`]: the day that set it going, a length, what it rests on ([`Grondslag`]) and the dated things that happened
//! to it ([`Gebeurtenis`]). One walk in the order of time gives its end and the [`Stap`]pen, each with its dates and its article.
//! The words are not here: a screen, a letter and a program say the steps each in their own.
//!
//! # What holds
//!
//! - What comes after the end changes nothing, and is told as such: an expired term never revives.
//! - A request stops the term from the day after it, so one on the last day stops nothing.
//! - No end lies on a day on which the term stood still.
//! - The end moves once, at the end: an extension counts from the end as it would be without the Algemene termijnenwet.
//!
//! # Choices
//!
//! Where the text leaves room one reading was chosen, in one place each; docs/termijnen.md names the sources.
//!
//! - The day on which an application was completed no longer stands still (`Verzoek::dag_zelf_stil`); the last day of the time
//!   given does ([`Gebeurtenis::gevraagd`]).
//! - Days by which the Algemene termijnenwet moved an end are no days of the term: of what was suspended on them none is left
//!   (`Wandeling::bepaal`).
//! - A term with its extension is one term, of which the whole length counts for article 4 ([`Termijn::is_lang`](crate::Termijn::is_lang)); an extension takes no day
//!   from anybody ([`Regel::NietKorter`]).
//! - Days of standing still are no days of the term for article 2 (`Wandeling::met_twee_werkdagen`).
//!
//! # What falls outside
//!
//! Terms in hours, of contracts and of European law (Regulation 1182/71); entry into force of rules, and detention (article 4, b and c).

mod besluit;
mod daden;
mod gebeurtenis;
mod grondslag;
mod stap;
#[cfg(test)]
mod tests;
mod verloop;
mod wetten;

pub use besluit::{
    DWANGSOMTARIEVEN, Dwangsom, afhandeling_klacht, begin_beslissing_op_bezwaar, beslissing_op_bezwaar, bezwaar_tot,
    is_tijdig, terug_vanaf,
};
pub use gebeurtenis::{Gebeurtenis, Stilstandgrond, Verzoek, dag};
pub use grondslag::{Artikel, Grondslag, Wet};
pub use stap::{Grond, Regel, Stap, Waarom};
pub use verloop::{Einde, Uitkomst, Verloop, aantal_dagen};
pub use wetten::{WETTEN, Wetstermijn};
