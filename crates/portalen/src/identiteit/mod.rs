//! Citizens log in with somebody else: an identity provider, as OpenID Connect has it. The browser goes there with a state
//! and comes back with a code, and the code is exchanged for who it is.
//!
//! The only provider so far is the [`Simulator`] of the demo. A real one is another [`Identiteitsverstrekker`].

mod aanmelden;
mod simulator;
#[cfg(test)]
mod tests;

pub use simulator::Simulator;

use std::sync::Arc;

use kern::Moment;
use registers::klantinteracties::Bsn;

use crate::basis::{Routes, Soort, Toegang};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/mijn/inloggen", Toegang::OPENBAAR, aanmelden::begin)
        .get("/mijn/inloggen/terug", Toegang::OPENBAAR, aanmelden::terug)
        .post("/mijn/uitloggen", Toegang::burger(Soort::Formulieren), aanmelden::uitloggen)
        .get("/identiteit-simulator", Toegang::OPENBAAR, simulator::pagina)
        .post("/identiteit-simulator", Toegang::openbaar(Soort::Inloggen), simulator::kies)
}

/// One log-in on its way: what goes to the provider and must come back with it. OpenID Connect Core 1.0, section 3.1.2.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verzoek {
    /// Binds the answer to the browser that asked.
    pub state: String,
    /// Binds who it is to this log-in.
    pub nonce: String,
}

/// Who a provider says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identiteit {
    /// Who logged in.
    pub bsn: Bsn,
    /// Whom they act for, when the provider says that they may (gemachtigde).
    pub vertegenwoordigt: Option<Bsn>,
}

/// A provider of identities.
#[derive(Clone, Debug)]
pub enum Identiteitsverstrekker {
    /// Believes whatever is typed: for the demo only.
    Simulator(Arc<Simulator>),
}

impl Identiteitsverstrekker {
    /// Where the browser goes to log in (the authorisation endpoint).
    fn adres(&self, verzoek: &Verzoek) -> String {
        match self {
            Self::Simulator(simulator) => simulator.adres(verzoek),
        }
    }

    /// Exchanges a code for who it is, once (the token endpoint); none for a code that is not for this log-in.
    fn wissel(&self, code: &str, verzoek: &Verzoek, nu: Moment) -> Option<Identiteit> {
        match self {
            Self::Simulator(simulator) => simulator.wissel(code, verzoek, nu),
        }
    }
}
