//! Slows down whoever guesses codes or makes appointments by the hundred, per network address.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kern::Result;
use kern::inlogpogingen::{self, Rem};

use crate::basis::AppState;
use crate::basis::adres::{afzender, netwerk};
use crate::basis::sessie::hash;

/// People mistype; a town hall or a kiosk shares one address.
const CODE: Rem = Rem { vrij: 20, wachten_max_s: 60 };
/// A library shares one address: after so many in a day it is one every half minute.
const MAKEN: Rem = Rem { vrij: 30, wachten_max_s: 30 };

/// Who is at the other end, as far as tries are counted.
pub(crate) struct Netwerk(String);

impl FromRequestParts<AppState> for Netwerk {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let sender = afzender(&app.config.vertrouwde_proxys, &parts.extensions, &parts.headers);
        Ok(Self(sender.map(netwerk).unwrap_or_default()))
    }
}

impl Netwerk {
    fn key(&self, what: &str) -> String {
        hash(&format!("{what} {}", self.0))
    }

    /// Counts a try of a code; false when it is too soon, and then nothing may be checked.
    pub(crate) async fn begin_code(&self, app: &AppState) -> Result<bool> {
        inlogpogingen::count_try(&app.db, &self.key("afspraakcode"), CODE, app.clock.now()).await
    }

    /// The code was right.
    pub(crate) async fn right_code(&self, app: &AppState) -> Result<()> {
        inlogpogingen::take_back(&app.db, &self.key("afspraakcode"), app.clock.now()).await
    }

    /// Counts an appointment that is made; false when it is too soon.
    pub(crate) async fn begin_maken(&self, app: &AppState) -> Result<bool> {
        inlogpogingen::count_try(&app.db, &self.key("afspraak maken"), MAKEN, app.clock.now()).await
    }
}
