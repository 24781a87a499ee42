//! Visitors and products as the pages of the desk show them.

use dienstverlening::afspraken::Bezoek;
use dienstverlening::afspraken::lezen;
use dienstverlening::kennisbank::Product;
use kern::Moment;

use crate::afspraken::keuze::namen;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{AppState, Fout, Ingelogd};

/// A visitor in a list.
pub(super) struct Rij {
    pub(super) id: String,
    pub(super) versie: i64,
    pub(super) bon: String,
    pub(super) naam: String,
    pub(super) wat: String,
    /// When the appointment was for; empty without one.
    pub(super) gepland: String,
    pub(super) aangekomen: Tijdstip,
    /// How long their turn could have come, in minutes.
    pub(super) wacht: String,
    /// Redirected to this counter, or called back.
    pub(super) label: String,
}

/// A product to tick.
pub(super) struct Optie {
    pub(super) code: String,
    pub(super) naam: String,
    pub(super) gekozen: bool,
}

/// Everything that is done at desks, also what is not on the website.
pub(super) async fn producten(app: &AppState, wie: &Ingelogd) -> Result<Vec<Product>, Fout> {
    let organisatie = &wie.organisatie;
    Ok(lezen::producten(&app.db, organisatie.id, &organisatie.instellingen.balies, false).await?)
}

/// What this desk does, to tick.
pub(super) fn opties(wie: &Ingelogd, all: &[Product], balie: &str, chosen: &[String]) -> Vec<Optie> {
    let balies = &wie.organisatie.instellingen.balies;
    let here = |product: &&Product| balies.product(&product.code).is_some_and(|own| own.kan_bij(balie));
    let option = |product: &Product| Optie {
        naam: wie.taal.naam(&product.naam, product.naam_en.as_deref()).tekst,
        gekozen: chosen.contains(&product.code),
        code: product.code.clone(),
    };
    all.iter().filter(here).map(option).collect()
}

/// The hour of a moment.
pub(super) fn uur(op: Moment) -> String {
    tijd::clock(op.in_amsterdam().datetime())
}

/// A visitor in a list.
pub(super) fn rij(wie: &Ingelogd, all: &[Product], bezoek: &Bezoek) -> Rij {
    let t = wie.taal;
    let minutes = (wie.nu.seconds_since(bezoek.wacht_vanaf()).max(0)) / 60;
    let label = match &bezoek.voor_loket {
        Some(loket) => t.tekst_met("balie-voor-loket").met("loket", loket).to_string(),
        None if bezoek.voorrang => t.tekst("balie-voorrang"),
        None => String::new(),
    };
    Rij {
        id: bezoek.id.to_string(),
        versie: bezoek.versie,
        bon: bezoek.bon.clone(),
        naam: bezoek.naam.clone(),
        wat: namen(t, all, &bezoek.producten),
        gepland: bezoek.gepland_op.map(uur).unwrap_or_default(),
        aangekomen: tijd::moment(t, bezoek.aangekomen_op, wie.nu),
        wacht: t.tekst_met("balie-minuten").met("aantal", minutes).to_string(),
        label,
    }
}
