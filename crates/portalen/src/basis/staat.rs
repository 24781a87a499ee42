//! What handlers share.

use std::sync::Arc;

use dienstverlening::kennisbank::Zoekdienst;
use kern::{Clock, Database, Ids};

use super::organisaties::Gemeenten;
use crate::identiteit::Identiteitsverstrekker;
use crate::inloggen::wachtwoord::Wachtwoorden;

/// How the faces behave in this installation.
#[derive(Clone, Debug)]
pub struct Portaalconfig {
    /// The demo municipality: the log-in page says who can log in, and any host name will do.
    pub demo: bool,
    /// Cookies travel over https only. Off on a plain http address.
    pub veilige_cookies: bool,
    /// Whoever has a second factor must use it.
    pub tweede_factor: bool,
    /// What the log-in page of a demo says the password is.
    pub demo_wachtwoord: Option<String>,
    /// Where citizens log in; none: they cannot.
    pub identiteit: Option<Identiteitsverstrekker>,
}

impl Default for Portaalconfig {
    /// The safe choice everywhere.
    fn default() -> Self {
        Self { demo: false, veilige_cookies: true, tweede_factor: true, demo_wachtwoord: None, identiteit: None }
    }
}

/// What every handler gets: a handful of pointers, cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The store.
    pub db: Database,
    /// The clock.
    pub clock: Clock,
    /// Ids and secrets; from the system's randomness, except in tests.
    pub ids: Ids,
    /// The search.
    pub zoekdienst: Arc<Zoekdienst>,
    /// How the faces behave.
    pub config: Arc<Portaalconfig>,
    pub(crate) gemeenten: Arc<Gemeenten>,
    pub(crate) wachtwoorden: Arc<Wachtwoorden>,
}

impl AppState {
    /// Puts together what handlers share.
    #[must_use]
    pub fn new(db: Database, clock: Clock, ids: Ids, zoekdienst: Arc<Zoekdienst>, config: Portaalconfig) -> Self {
        let gemeenten = Arc::new(Gemeenten::new(db.clone()));
        let wachtwoorden = Arc::new(Wachtwoorden::new());
        Self { db, clock, ids, zoekdienst, config: Arc::new(config), gemeenten, wachtwoorden }
    }
}
