//! Routing as data: one list, from which the router is made and the test that tries every route without a log-in.

use axum::Router;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use kern::{Recht, Rol};
use tower_http::timeout::TimeoutLayer;

use super::limieten::Soort;
use super::staat::AppState;
use super::{REQUEST_MAX, toegang, upload};

/// Who may use a route. Checked around the handler, so that no handler can forget it.
#[derive(Clone, Copy, Debug)]
pub enum Toegang {
    /// Everybody; what is sent is counted.
    Openbaar(Option<Soort>),
    /// A citizen who is logged in, for what is their own; what is sent is counted.
    Burger(Option<Soort>),
    /// Staff with this right and one of these roles.
    Recht(&'static str, &'static [Rol]),
}

impl Toegang {
    /// A page for everybody.
    pub const OPENBAAR: Self = Self::Openbaar(None);
    /// A page for a citizen who is logged in.
    pub const BURGER: Self = Self::Burger(None);

    /// A form for everybody, counted as this.
    #[must_use]
    pub const fn openbaar(soort: Soort) -> Self {
        Self::Openbaar(Some(soort))
    }

    /// A form for a citizen who is logged in, counted as this.
    #[must_use]
    pub const fn burger(soort: Soort) -> Self {
        Self::Burger(Some(soort))
    }

    /// What a form that is sent here counts as; nobody counts what staff do.
    #[must_use]
    pub fn telt_als(self) -> Option<Soort> {
        match self {
            Self::Openbaar(soort) | Self::Burger(soort) => soort,
            Self::Recht(..) => None,
        }
    }

    /// Staff with this right.
    #[must_use]
    pub const fn recht<R: Recht>() -> Self {
        Self::Recht(R::NAAM, R::ROLLEN)
    }

    /// The name of the right that staff need; none for the other routes.
    #[must_use]
    pub fn naam(self) -> Option<&'static str> {
        match self {
            Self::Recht(naam, _) => Some(naam),
            Self::Openbaar(_) | Self::Burger(_) => None,
        }
    }

    /// The roles of staff that may; none for the other routes.
    #[must_use]
    pub fn rollen(self) -> &'static [Rol] {
        match self {
            Self::Recht(_, rollen) => rollen,
            Self::Openbaar(_) | Self::Burger(_) => &[],
        }
    }

    /// Whether a citizen must be logged in.
    #[must_use]
    pub fn is_burger(self) -> bool {
        matches!(self, Self::Burger(_))
    }
}

/// One entry of the list: what it is called with, and who may.
#[derive(Clone, Copy, Debug)]
pub struct Operatie {
    /// `GET` or `POST`.
    pub methode: &'static str,
    /// The path, with `{…}` for what varies.
    pub pad: &'static str,
    /// Who may.
    pub toegang: Toegang,
    /// Whether its form may carry files.
    pub upload: bool,
}

impl std::fmt::Display for Operatie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {} ({})",
            self.methode,
            self.pad,
            self.toegang.naam().unwrap_or(if self.toegang.is_burger() { "burger" } else { "openbaar" })
        )
    }
}

/// A list of routes.
///
/// ```ignore
/// Routes::new()
///     .get("/werkplek/taken", Toegang::recht::<BehandelTaken>(), lijst)
///     .post("/werkplek/taken/{id}/pogingen", Toegang::recht::<BehandelTaken>(), poging)
/// ```
#[derive(Default)]
pub struct Routes {
    routes: Vec<(Operatie, MethodRouter<AppState>)>,
}

impl Routes {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<T: 'static>(self, pad: &'static str, toegang: Toegang, handler: impl Handler<T, AppState>) -> Self {
        self.add(Operatie { methode: "GET", pad, toegang, upload: false }, on(MethodFilter::GET, handler))
    }

    /// An action: a form, with its token.
    #[must_use]
    pub fn post<T: 'static>(self, pad: &'static str, toegang: Toegang, handler: impl Handler<T, AppState>) -> Self {
        self.add(Operatie { methode: "POST", pad, toegang, upload: false }, on(MethodFilter::POST, handler))
    }

    /// An action whose form may carry files; its handler takes an [`upload::Formulier`](super::upload::Formulier).
    #[must_use]
    pub fn upload<T: 'static>(self, pad: &'static str, toegang: Toegang, handler: impl Handler<T, AppState>) -> Self {
        self.add(Operatie { methode: "POST", pad, toegang, upload: true }, on(MethodFilter::POST, handler))
    }

    /// These and those of another list.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.routes.extend(other.routes);
        self
    }

    /// Method, path and access of every route.
    #[must_use]
    pub fn operations(&self) -> Vec<Operatie> {
        self.routes.iter().map(|(operatie, _)| *operatie).collect()
    }

    fn add(mut self, operatie: Operatie, handler: MethodRouter<AppState>) -> Self {
        self.routes.push((operatie, handler));
        self
    }

    /// First parts of paths below which only staff come, so that an unknown page there looks like theirs.
    pub(super) fn staff_places(&self) -> std::sync::Arc<[&'static str]> {
        let first = |operatie: &Operatie| operatie.pad.split('/').nth(1).unwrap_or_default();
        let (staff, public): (Vec<_>, Vec<_>) =
            self.routes.iter().map(|(operatie, _)| operatie).partition(|operatie| operatie.toegang.naam().is_some());
        let public: Vec<&str> = public.into_iter().map(first).collect();
        staff.into_iter().map(first).filter(|place| !public.contains(place)).collect()
    }

    pub(super) fn into_router(self, state: &AppState) -> Router<AppState> {
        self.routes.into_iter().fold(Router::new(), |router, (operatie, handler)| {
            let guard = from_fn_with_state((state.clone(), operatie), toegang::bewaak);
            let within = if operatie.upload { upload::WITHIN } else { REQUEST_MAX };
            let in_time = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, within);
            router.route(operatie.pad, handler.route_layer(guard).route_layer(in_time))
        })
    }
}
