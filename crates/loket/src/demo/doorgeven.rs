//! What a move sets going elsewhere: the tax office and the Sociale Verzekeringsbank hear of it, as the program that keeps the BRP tells us.

use dienstverlening::applicaties::{self, Applicatie};
use dienstverlening::waarnemingen::{self, GEWIJZIGD, Melding, Waarneming};
use kern::{Database, Error, Handeling, Moment, Result};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::verloop::Bron;
use super::zaken::{Stapje, Wat};

const APPLICATIE: &str = "brp";
const SOORT: &str = "persoonsgegevens-doorgeven";
const OVER: [&str; 2] = ["belastingdienst", "svb"];
/// What is passed on within two working days: the rest waits for somebody who looks at why it did not go.
const OP_TIJD: f64 = 0.965;

/// The program that keeps the BRP.
pub(super) struct Doorgeven {
    applicatie: Applicatie,
    rng: StdRng,
    teller: u64,
}

impl Doorgeven {
    /// It has no key: nobody tells anything in its name.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn new(db: &Database, bron: &Bron) -> Result<Self> {
        let handeling = Handeling::program(bron.wereld.organisatie.id, bron.clock.now());
        let (applicatie, change) = applicaties::aanmaken(&handeling, &bron.ids, APPLICATIE)?;
        let tx = db.begin().await?;
        tx.write(vec![change]).await?;
        tx.commit().await?;
        Ok(Self { applicatie, rng: StdRng::seed_from_u64(bron.schets.zaad ^ 0x0062_7270), teller: 0 })
    }

    /// A change in somebody's data was processed at this moment: there is something to pass on, and it is.
    ///
    /// # Errors
    /// What a rule refused.
    pub(super) fn gewijzigd(&mut self, bron: &Bron, op: Moment, stappen: &mut Vec<Stapje>) -> Result<()> {
        self.teller += 1;
        for over in OVER {
            let kenmerk = format!("mutatie-{}-{over}", self.teller);
            let melding = Melding {
                soort: SOORT.to_owned(),
                over: over.to_owned(),
                begonnen_op: op,
                klaar_op: None,
                cijfer: None,
            };
            bron.clock.set(op);
            let (made, change) =
                waarnemingen::aanmaken(&self.door(op), &bron.ids, &self.applicatie, (&kenmerk, melding))?;
            stappen.push(Stapje { op, change, wat: Wat::Stap });
            let passed_on = self.klaar(bron, op)?;
            if passed_on < bron.schets.op {
                bron.clock.set(passed_on);
                let melding = Melding { klaar_op: Some(passed_on), ..made.melding.clone() };
                let now = Waarneming { melding, versie: made.versie + 1, ..made.clone() };
                let by = self.door(passed_on);
                let change = waarnemingen::wijzigen(&by, &bron.ids, &self.applicatie, GEWIJZIGD, (&made, &now))?;
                stappen.push(Stapje { op: passed_on, change, wat: Wat::Stap });
            }
        }
        Ok(())
    }

    fn door(&self, op: Moment) -> Handeling {
        Handeling::program(self.applicatie.organisatie(), op)
    }

    /// In the night after, or when somebody saw that it did not go.
    fn klaar(&mut self, bron: &Bron, op: Moment) -> Result<Moment> {
        let days = if self.rng.random_bool(OP_TIJD) { 1 } else { self.rng.random_range(3..7) };
        let night = bron.wereld.kalender.plus_werkdagen(op.date(), days).map_err(Error::bug)?;
        Ok(Moment::start_of(night).plus_seconds(self.rng.random_range(2 * 3_600..5 * 3_600)))
    }
}
