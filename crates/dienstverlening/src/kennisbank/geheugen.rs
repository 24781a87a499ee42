//! What everybody may read, also while the database does not answer: then as this node last took it in.
//!
//! The database comes first, so that what an editor changes is there at once, on every node.

use kern::organisaties::OrganisatieId;
use kern::{Error, Result};

use super::lezen::Keuze;
use super::openbaar;
use super::soorten::{OpenbaarArtikel, Product};
use super::zoekdienst::Zoekdienst;

/// What was read, and whether it is what stands in the database now.
#[derive(Clone, Debug)]
pub struct Gelezen<T> {
    /// What was read.
    pub inhoud: T,
    /// It comes from memory: the database did not answer.
    pub uit_geheugen: bool,
}

impl Zoekdienst {
    /// The current article of a public product, as [`openbaar::artikel`].
    ///
    /// # Errors
    /// What the database says, other than that it can't answer now.
    pub async fn artikel(&self, organisatie: OrganisatieId, code: &str) -> Result<Gelezen<Option<OpenbaarArtikel>>> {
        or_from_memory(openbaar::artikel(self.db(), organisatie, code).await, || {
            let found = self.openbare_artikelen(organisatie).into_iter().find(|artikel| artikel.product.code == code);
            found.map(|artikel| OpenbaarArtikel::clone(&artikel))
        })
    }

    /// A list of public products, as [`openbaar::lijst`].
    ///
    /// # Errors
    /// What the database says, other than that it can't answer now.
    pub async fn producten(&self, organisatie: OrganisatieId, keuze: Keuze<'_>) -> Result<Gelezen<Vec<Product>>> {
        or_from_memory(openbaar::lijst(self.db(), organisatie, keuze).await, || {
            let all = self.openbare_artikelen(organisatie);
            let mut found: Vec<Product> =
                all.iter().map(|artikel| &artikel.product).filter(|product| keuze.holds(product)).cloned().collect();
            match keuze {
                Keuze::MeestGevraagd => found.sort_by_key(|product| product.meest_gevraagd),
                Keuze::Alle { .. } => found.sort_by(|one, other| one.code.cmp(&other.code)),
                Keuze::Thema(_) | Keuze::Levensgebeurtenis(_) => found.sort_by(|one, other| one.naam.cmp(&other.naam)),
            }
            found.truncate(usize::try_from(keuze.limit()).unwrap_or(usize::MAX));
            found
        })
    }

    /// The public products that an article names, as [`openbaar::gerelateerd`].
    ///
    /// # Errors
    /// What the database says, other than that it can't answer now.
    pub async fn gerelateerd(&self, organisatie: OrganisatieId, product: &Product) -> Result<Gelezen<Vec<Product>>> {
        or_from_memory(openbaar::gerelateerd(self.db(), organisatie, product).await, || {
            let all = self.openbare_artikelen(organisatie);
            let with_code = |code: &String| all.iter().find(|artikel| artikel.product.code == *code);
            product.gerelateerd.iter().filter_map(with_code).map(|artikel| artikel.product.clone()).collect()
        })
    }
}

fn or_from_memory<T>(read: Result<T>, memory: impl FnOnce() -> T) -> Result<Gelezen<T>> {
    match read {
        Ok(inhoud) => Ok(Gelezen { inhoud, uit_geheugen: false }),
        Err(Error::Busy(_)) => Ok(Gelezen { inhoud: memory(), uit_geheugen: true }),
        Err(error) => Err(error),
    }
}
