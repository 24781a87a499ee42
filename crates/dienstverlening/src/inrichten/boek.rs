//! The book kept while a folder is read: what is wrong, which codes there are, and who refers to them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::teksten::{self, Melding};

/// Something wrong in a folder, for its functional manager: in Dutch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fout {
    /// The file, as a path within the folder.
    pub bestand: String,
    /// The line, from 1; none when it is about the file as a whole.
    pub regel: Option<usize>,
    /// What is wrong.
    pub reden: String,
    /// What to do about it.
    pub uitweg: String,
}

impl fmt::Display for Fout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.bestand)?;
        if let Some(regel) = self.regel {
            write!(f, ":{regel}")?;
        }
        write!(f, ": {}; {}", self.reden, self.uitweg)
    }
}

/// What has a code that others refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ding {
    Afdeling,
    Team,
    Medewerker,
    Kanaal,
    Reden,
    Uitkomst,
    Thema,
    Levensgebeurtenis,
    Vragenset,
    Product,
    Zaaktype,
    Balie,
    /// What a desk does for a product: not referred to, but said once.
    Balieproduct,
    /// A place among the most asked: not referred to, but given out once.
    Plaats,
    /// The form of a product: not referred to, and one at most.
    Formulierproduct,
}

impl Ding {
    /// The file, or the folder, that says which there are.
    pub(super) fn bron(self) -> &'static str {
        match self {
            Self::Afdeling | Self::Team => "teams.toml",
            Self::Medewerker => "medewerkers.toml",
            Self::Kanaal | Self::Reden | Self::Uitkomst | Self::Thema | Self::Levensgebeurtenis => "contact.toml",
            Self::Vragenset => "vragensets/",
            Self::Balie | Self::Balieproduct => "balies.toml",
            Self::Product | Self::Plaats => "producten/",
            Self::Zaaktype => "zaaktypen/",
            Self::Formulierproduct => "formulieren/",
        }
    }
}

/// A place in a file.
#[derive(Clone, Debug)]
pub(super) struct Plek {
    pub(super) bestand: String,
    pub(super) regel: Option<usize>,
}

impl fmt::Display for Plek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.bestand)?;
        self.regel.map_or(Ok(()), |regel| write!(f, ":{regel}"))
    }
}

/// The book.
#[derive(Default)]
pub(super) struct Boek(RefCell<Bladen>);

#[derive(Default)]
struct Bladen {
    fouten: Vec<Fout>,
    bekend: BTreeMap<Ding, BTreeMap<String, Plek>>,
    verwijzingen: Vec<(Ding, String, Plek)>,
    onleesbaar: BTreeSet<String>,
}

impl Boek {
    /// Notes something wrong.
    pub(super) fn fout(&self, plek: Plek, melding: Melding) {
        let Plek { bestand, regel } = plek;
        self.0.borrow_mut().fouten.push(Fout { bestand, regel, reden: melding.reden, uitweg: melding.uitweg });
    }

    /// A file that could not be read: what it should define is unknown, and who refers to that is not to blame.
    pub(super) fn onleesbaar(&self, bestand: &str) {
        self.0.borrow_mut().onleesbaar.insert(bestand.to_owned());
    }

    /// Notes that there is a thing with this code; twice the same is wrong.
    pub(super) fn bekend(&self, ding: Ding, code: &str, plek: Plek) {
        if code.is_empty() {
            return;
        }
        let eerder = self.0.borrow().bekend.get(&ding).and_then(|known| known.get(code)).cloned();
        if let Some(eerder) = eerder {
            return self.fout(plek, teksten::dubbel(ding, code, &eerder));
        }
        self.0.borrow_mut().bekend.entry(ding).or_default().insert(code.to_owned(), plek);
    }

    /// Notes that a code is referred to; checked when everything has been read.
    pub(super) fn verwijzing(&self, ding: Ding, code: &str, plek: Plek) {
        if !code.is_empty() {
            self.0.borrow_mut().verwijzingen.push((ding, code.to_owned(), plek));
        }
    }

    /// Checks the references and gives all that is wrong, by file and line.
    pub(super) fn sluit(self) -> Vec<Fout> {
        let none = BTreeMap::new();
        let verwijzingen = std::mem::take(&mut self.0.borrow_mut().verwijzingen);
        for (ding, code, plek) in verwijzingen {
            let melding = {
                let bladen = self.0.borrow();
                let known = bladen.bekend.get(&ding).unwrap_or(&none);
                let checked = !bladen.onleesbaar.contains(ding.bron());
                (checked && !known.contains_key(&code)).then(|| teksten::verwijst_naar_niets(ding, &code, known.keys()))
            };
            if let Some(melding) = melding {
                self.fout(plek, melding);
            }
        }
        let mut fouten = self.0.into_inner().fouten;
        fouten.sort();
        fouten.dedup();
        fouten
    }
}
