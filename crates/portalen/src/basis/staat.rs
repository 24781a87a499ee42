//! What handlers share.

use std::path::PathBuf;
use std::sync::Arc;

use bestanden::Opslag;
use dienstverlening::kennisbank::Zoekdienst;
use kern::veiligheid::Meldingen;
use kern::{Clock, Database, Ids};

use super::adres::Netwerk;
use super::limieten::{Limieten, Plaatsen, Tellers};
use super::organisaties::Gemeenten;
use super::tegelbron::Tegelbron;
use crate::identiteit::Identiteitsverstrekker;
use crate::inloggen::wachtwoord::Wachtwoorden;
use crate::rapportages::openbaar::Gemaakt;

/// So many forms with files one visitor sends at the same time.
const UPLOADS_TEGELIJK: usize = 8;

/// How the faces behave in this installation.
#[derive(Clone, Debug)]
pub struct Portaalconfig {
    /// The demo municipality: the log-in page says who can log in, and any host name will do.
    pub demo: bool,
    /// Cookies travel over https only. Off on a plain http address.
    pub veilige_cookies: bool,
    /// Staff log in with a code beside their password; who has no app for it yet sets one up first.
    pub tweede_factor: bool,
    /// What the log-in page of a demo says the password is.
    pub demo_wachtwoord: Option<String>,
    /// Where citizens log in; none: they cannot.
    pub identiteit: Option<Identiteitsverstrekker>,
    /// The folder with what a demo would have mailed, shown to everybody.
    pub demopost: Option<PathBuf>,
    /// Where the tiles of maps come from, and what has to stand with them; none: a place is only described.
    pub kaart: Option<(Tegelbron, String)>,
    /// Who is believed about where a request came from.
    pub vertrouwde_proxys: Vec<Netwerk>,
    /// How much may be written and sent by who shows not who they are.
    pub limieten: Limieten,
}

impl Default for Portaalconfig {
    /// The safe choice everywhere.
    fn default() -> Self {
        Self {
            demo: false,
            veilige_cookies: true,
            tweede_factor: true,
            demo_wachtwoord: None,
            identiteit: None,
            demopost: None,
            kaart: None,
            vertrouwde_proxys: Netwerk::EIGEN.to_vec(),
            limieten: Limieten::default(),
        }
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
    /// Where files are kept; none: uploads are refused.
    pub opslag: Option<Opslag>,
    pub(crate) gemeenten: Arc<Gemeenten>,
    pub(crate) wachtwoorden: Arc<Wachtwoorden>,
    pub(crate) tellers: Arc<Tellers>,
    /// Forms with files that are coming in.
    pub(crate) uploads: Arc<Plaatsen>,
    /// Established reports for the website.
    pub(crate) rapporten: Arc<Gemaakt>,
    /// The log of security, as far as it is not written yet.
    pub meldingen: Arc<Meldingen>,
}

impl AppState {
    /// Puts together what handlers share.
    #[must_use]
    pub fn new(db: Database, clock: Clock, ids: Ids, zoekdienst: Arc<Zoekdienst>, config: Portaalconfig) -> Self {
        let gemeenten = Arc::new(Gemeenten::new(db.clone()));
        let wachtwoorden = Arc::new(Wachtwoorden::new());
        let tellers = Arc::new(Tellers::new(config.limieten.clone()));
        let uploads = Arc::new(Plaatsen::new(UPLOADS_TEGELIJK));
        let config = Arc::new(config);
        let (rapporten, meldingen) = (Arc::default(), Arc::default());
        let opslag = None;
        Self {
            db,
            clock,
            ids,
            zoekdienst,
            config,
            opslag,
            gemeenten,
            wachtwoorden,
            tellers,
            uploads,
            rapporten,
            meldingen,
        }
    }

    /// The same, with a place for files.
    #[must_use]
    pub fn met_opslag(self, opslag: Opslag) -> Self {
        Self { opslag: Some(opslag), ..self }
    }
}
