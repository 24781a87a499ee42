//! What the pages of Mijn have in common.

use crate::basis::IngelogdBurger;

/// Around a page of Mijn: who is logged in, and where in Mijn this is.
pub(super) struct Rand {
    pub(super) naam: String,
    pub(super) csrf: String,
    pub(super) hier: &'static str,
}

impl Rand {
    pub(super) fn new(burger: &IngelogdBurger, hier: &'static str) -> Self {
        let naam = match &burger.namens {
            Some(namens) => format!("{} ({namens})", burger.naam),
            None => burger.naam.clone(),
        };
        Self { naam, csrf: burger.csrf.clone(), hier }
    }
}
