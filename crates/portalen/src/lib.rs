//! The faces for people: the public website, the workplace, the reports. They parse, authenticate, call the domain
//! once and render; they hold no rules and no SQL.
//!
//! Start at [`routes`]: the one list from which both the router and [`operations`] are made. [`basis`] is the machinery
//! that pages share: access, sessions, language, dates, forms, errors, headers, layouts.

mod afspraken;
mod balie;
pub mod basis;
mod beheer;
mod berichtbeeld;
mod demokaart;
mod demopost;
pub mod identiteit;
pub mod inloggen;
mod journaal;
mod mijn;
mod rapportages;
mod redactie;
#[cfg(test)]
mod tests;
pub mod website;
#[cfg(test)]
mod wereld;
mod werkplek;
mod zaakbeeld;

pub use basis::adres::Netwerk;
pub use basis::limieten::{Limiet, Limieten, Plaatsen, Soort, Wie};
pub use basis::routes::{Operatie, Routes, Toegang};
pub use basis::staat::{AppState, Portaalconfig};
pub use basis::tegelbron::Tegelbron;

/// Every page and action there is. A room adds its own list here and nowhere else.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .with(basis::routes())
        .with(website::routes())
        .with(identiteit::routes())
        .with(inloggen::routes())
        .with(mijn::routes())
        .with(afspraken::routes())
        .with(werkplek::routes())
        .with(balie::routes())
        .with(rapportages::routes())
        .with(journaal::routes())
        .with(redactie::routes())
        .with(beheer::routes())
        .with(demopost::routes())
        .with(demokaart::routes())
}

/// Method, path and access of every page and action, from the same list as the router.
#[must_use]
pub fn operations() -> Vec<Operatie> {
    routes().operations()
}

/// The router of the whole program, with all that surrounds a page: limits, errors, headers.
pub fn router(state: AppState) -> axum::Router {
    basis::router(state, routes())
}
