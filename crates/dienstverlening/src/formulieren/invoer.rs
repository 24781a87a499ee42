//! What somebody typed in a form, as it came: also what is wrong, so that nothing typed is lost.

use std::collections::BTreeMap;

use kern::{FieldError, Result};
use serde::{Deserialize, Serialize};

use super::definitie::Vraag;
use super::kaart::Punt;
use super::velden;

/// All that one form may hold: a long letter and more. It guards the database; nobody types this.
pub const BYTES_MAX: usize = 200_000;

/// The fields of a form with what was typed in them. A question has one field with its code, or several that begin with its
/// code and a full stop (`adres.postcode`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Invoer(BTreeMap<String, Vec<String>>);

impl Invoer {
    /// What was typed in a field, without spaces around it; empty when nothing was.
    #[must_use]
    pub fn get(&self, veld: &str) -> &str {
        // First: a field that takes one value has one.
        self.0.get(veld).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// Everything that was chosen in a field where several can be.
    #[must_use]
    pub fn alle(&self, veld: &str) -> &[String] {
        self.0.get(veld).map_or(&[], Vec::as_slice)
    }

    /// Whether nothing was typed at all.
    #[must_use]
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts what came with a page in the place of what these questions had. Fields that belong to none of them are left out.
    ///
    /// # Errors
    /// [`kern::Error::Invalid`] when it becomes more than [`BYTES_MAX`].
    pub fn vervang<'v>(
        &mut self,
        vragen: impl IntoIterator<Item = &'v Vraag>,
        gestuurd: &[(String, String)],
    ) -> Result<()> {
        for vraag in vragen {
            self.0.retain(|naam, _| !velden::is_van(vraag, naam));
            for (naam, waarde) in
                gestuurd.iter().filter(|(naam, waarde)| velden::is_van(vraag, naam) && !waarde.is_empty())
            {
                self.0.entry(naam.clone()).or_default().push(waarde.clone());
            }
        }
        let bytes: usize =
            self.0.iter().flat_map(|(naam, all)| all.iter().map(move |waarde| naam.len() + waarde.len())).sum();
        if bytes > BYTES_MAX {
            return Err(FieldError::new("", "te-groot").detail(BYTES_MAX).into());
        }
        Ok(())
    }

    /// Keeps only what belongs to one of these questions: those of a form that was changed since.
    pub fn beperk(&mut self, vragen: &[&Vraag]) {
        self.0.retain(|naam, _| vragen.iter().any(|vraag| velden::is_van(vraag, naam)));
    }

    /// Puts a place on the map in a question about one, and shows the map at this zoom from now on; none: no place any more.
    pub fn wijs(&mut self, vraag: &str, punt: Option<Punt>, zoom: u8) {
        for (deel, degrees) in [(velden::BREEDTE, punt.map(|p| p.breedte)), (velden::LENGTE, punt.map(|p| p.lengte))] {
            let naam = velden::deel(vraag, deel);
            match degrees {
                Some(degrees) => self.0.insert(naam, vec![format!("{degrees:.6}")]),
                None => self.0.remove(&naam),
            };
        }
        self.0.insert(velden::deel(vraag, velden::ZOOM), vec![zoom.to_string()]);
    }

    /// How deep the map of a question was zoomed in.
    #[must_use]
    pub fn zoom(&self, vraag: &str) -> Option<u8> {
        self.get(&velden::deel(vraag, velden::ZOOM)).parse().ok()
    }

    /// How many rows of people were typed in a question about people, empty ones in between included.
    #[must_use]
    pub fn rijen(&self, vraag: &str) -> usize {
        let rows = self.0.keys().filter_map(|naam| velden::rij_van(vraag, naam));
        rows.max().map_or(0, |last| last + 1)
    }

    /// Adds an empty row to a question about people.
    pub fn rij_erbij(&mut self, vraag: &str) {
        let next = self.rijen(vraag);
        // A row exists by its fields, so an empty one needs a field too.
        self.0.insert(velden::persoon(vraag, next, velden::NAAM), vec![String::new()]);
    }

    /// Takes a row out of a question about people; those behind it move up.
    pub fn rij_weg(&mut self, vraag: &str, weg: usize) {
        let moved = std::mem::take(&mut self.0);
        for (naam, waarden) in moved {
            match velden::rij_van(vraag, &naam) {
                Some(rij) if rij == weg => {}
                Some(rij) if rij > weg => {
                    let part = naam.rsplit('.').next().unwrap_or_default();
                    self.0.insert(velden::persoon(vraag, rij - 1, part), waarden);
                }
                _ => {
                    self.0.insert(naam, waarden);
                }
            }
        }
    }
}

impl FromIterator<(String, String)> for Invoer {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Self {
        let mut invoer = Self::default();
        for (naam, waarde) in pairs {
            invoer.0.entry(naam).or_default().push(waarde);
        }
        invoer
    }
}
