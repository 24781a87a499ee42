//! Who visits a form: their browser's secret, who is logged in, and what is known of them.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use dienstverlening::formulieren::concept::{self, Aanvrager};
use dienstverlening::formulieren::{self, AanvraagId, Bekend, Houder};
use kern::{Burger, Error, Handeling};

use super::Aanvraag;
use crate::basis::burgersessie::MisschienBurger;
use crate::basis::koppen::add_cookie;
use crate::basis::sessie::{self, hash};
use crate::basis::toegang::LosFormulier;
use crate::basis::{AppState, Bezoek, Fout, Portaalconfig};

/// The cookie with the browser's secret; the prefix makes browsers refuse one that another host or an insecure page set.
const COOKIE_SECURE: &str = "__Host-loket-aanvraag";
/// The cookie over plain http.
const COOKIE_PLAIN: &str = "loket-aanvraag";

/// Who visits a form.
pub(super) struct Bezoeker {
    pub(super) bezoek: Bezoek,
    /// Opens their drafts.
    pub(super) houder: Houder,
    /// Who is logged in.
    burger: Option<Burger>,
    /// The same, by name.
    pub(super) ingelogd: Option<String>,
    /// For whom they act, by name.
    pub(super) namens: Option<String>,
    /// What is known of whoever applies.
    pub(super) bekend: Bekend,
    /// How the faces behave: whether there is a map.
    pub(super) config: Arc<Portaalconfig>,
    /// The token of the form that is shown, and its cookie.
    pub(super) los: LosFormulier,
}

impl FromRequestParts<AppState> for Bezoeker {
    type Rejection = Fout;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Fout> {
        let bezoek = Bezoek::from_request_parts(parts, app).await?;
        let Ok(los) = LosFormulier::from_request_parts(parts, app).await;
        let secret = sessie::geheim(&parts.headers, cookie_name(app));
        let sleutel_hash = secret.map(hash);
        let MisschienBurger(wie) = MisschienBurger::from_request_parts(parts, app).await?;
        let houder = Houder {
            organisatie: bezoek.organisatie.id,
            sleutel_hash,
            burger: wie.as_ref().map(|wie| Aanvrager { partij: wie.burger.partij, namens: wie.burger.namens }),
        };
        let bekend = match &wie {
            Some(wie) => formulieren::bekend(&app.db, &wie.burger.aanvrager()).await?,
            None => Bekend::default(),
        };
        let burger = wie.as_ref().map(|wie| wie.burger.clone());
        let (ingelogd, namens) = wie.map_or((None, None), |wie| (Some(wie.naam), wie.namens));
        let config = Arc::clone(&app.config);
        Ok(Self { bezoek, houder, burger, ingelogd, namens, bekend, config, los })
    }
}

fn cookie_name(app: &AppState) -> &'static str {
    if app.config.veilige_cookies { COOKIE_SECURE } else { COOKIE_PLAIN }
}

impl Bezoeker {
    /// Gives the browser a secret if it has none; the header for it goes along with the answer.
    pub(super) fn met_sleutel(&mut self, app: &AppState) -> Option<String> {
        if self.houder.sleutel_hash.is_some() {
            return None;
        }
        let secret = sessie::nieuw_geheim(&app.ids);
        self.houder.sleutel_hash = Some(hash(&secret));
        Some(sessie::set_cookie(app.config.veilige_cookies, cookie_name(app), &secret))
    }

    /// A draft of this visitor, with its form. One whose form is no longer there is gone.
    pub(super) async fn aanvraag(&self, app: &AppState, id: AanvraagId) -> Result<Aanvraag<'_>, Fout> {
        let concept = concept::by_id(&app.db, &self.houder, id).await?;
        let formulier = self.bezoek.organisatie.instellingen.formulier(&concept.formulier);
        let formulier = formulier.ok_or(Error::Missing { what: "formulier", id: id.uuid() })?;
        Ok(Aanvraag { concept, formulier })
    }

    /// This visitor doing something: whoever is logged in, or nobody in particular.
    pub(super) fn handeling(&self) -> Handeling {
        let nu = self.bezoek.nu;
        self.burger
            .as_ref()
            .map_or_else(|| Handeling::program(self.houder.organisatie, nu), |burger| burger.handeling(nu))
    }

    /// The page's form with its cookie.
    pub(super) fn met_cookie(&self, mut response: Response) -> Response {
        add_cookie(&mut response, &self.los.cookie);
        response
    }
}
