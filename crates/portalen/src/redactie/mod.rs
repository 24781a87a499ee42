//! For editors: the state of all articles, what was searched for in vain, and every text that an article has had.

mod artikel;
mod lijst;
#[cfg(test)]
mod tests;

use kern::autorisatie::LeesRedactie;

use crate::basis::{Routes, Toegang};

/// The pages of this room.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/redactie", Toegang::recht::<LeesRedactie>(), lijst::pagina).get(
        "/redactie/{code}",
        Toegang::recht::<LeesRedactie>(),
        artikel::pagina,
    )
}
