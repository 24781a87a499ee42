//! Slows down whoever guesses codes, per network address.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kern::Result;
use kern::inlogpogingen::{self, Rem};

use crate::basis::adres::{afzender, netwerk};
use crate::basis::limieten::Wie;
use crate::basis::sessie::hash;
use crate::basis::{AppState, Soort};

/// People mistype; a town hall or a kiosk shares one address.
const CODE: Rem = Rem { vrij: 20, wachten_max_s: 60 };

/// Who is at the other end, as far as tries are counted.
pub(crate) struct Netwerk(Option<IpAddr>);

impl FromRequestParts<AppState> for Netwerk {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        Ok(Self(afzender(&app.config.vertrouwde_proxys, &parts.extensions, &parts.headers)))
    }
}

impl Netwerk {
    fn key(&self, what: &str) -> String {
        hash(&format!("{what} {}", self.0.map(netwerk).unwrap_or_default()))
    }

    /// Counts a try of a code; false when it is too soon, and then nothing may be checked. A page with a code in its address
    /// writes this, so there is a limit to how much of it there is.
    pub(crate) async fn begin_code(&self, app: &AppState) -> Result<bool> {
        if app.tellers.tel(&[(Soort::Codes, 1)], Wie::Adres(self.0), None, app.clock.now()).is_err() {
            return Ok(false);
        }
        inlogpogingen::count_try(&app.db, &self.key("afspraakcode"), CODE, app.clock.now()).await
    }

    /// The code was right.
    pub(crate) async fn right_code(&self, app: &AppState) -> Result<()> {
        app.tellers.terug(Soort::Codes, 1, Wie::Adres(self.0), None);
        inlogpogingen::take_back(&app.db, &self.key("afspraakcode"), app.clock.now()).await
    }
}
