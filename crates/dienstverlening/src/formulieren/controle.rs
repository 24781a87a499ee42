//! What is wrong with a definition: pages and questions that nobody can reach, references that lead nowhere, choices without
//! options. Pure; the reader of the folder says it with its line.

use std::collections::{BTreeMap, BTreeSet};

use super::definitie::{Formulier, Soort, Voorwaarde, Vraag};

/// Something wrong in a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gebrek {
    /// Where.
    pub waar: Waar,
    /// What.
    pub wat: Wat,
}

/// A place in a definition, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waar {
    /// The form as a whole.
    Formulier,
    /// A page.
    Groep(usize),
    /// A question of a page.
    Vraag(usize, usize),
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wat {
    /// There is no page.
    GeenGroep,
    /// The page has no question.
    GeenVraag,
    /// Another page has this code.
    GroepDubbel(String),
    /// Another question has this code.
    VraagDubbel(String),
    /// A choice needs two options at least.
    Opties,
    /// An option is there twice.
    OptieDubbel(String),
    /// The condition looks at a question that does not exist.
    Onbekend(String),
    /// The condition looks at itself or at a question that comes later.
    Later(String),
    /// The condition looks at a question without a fixed set of answers.
    GeenKeuze(String),
    /// The condition waits for an answer that cannot be given.
    GeenAntwoord(String, Vec<String>),
    /// Nobody can ever get here: the conditions on the way contradict each other.
    Onbereikbaar,
    /// What is known beforehand is no answer to a question of this kind.
    Vooraf,
    /// The omschrijving names a question that does not exist, or one whose answer is no line of text.
    Omschrijving(String),
}

/// Everything that is wrong.
#[must_use]
pub fn controleer(formulier: &Formulier) -> Vec<Gebrek> {
    let mut check = Check { formulier, seen: BTreeMap::new(), found: Vec::new() };
    if formulier.groepen.is_empty() {
        check.fout(Waar::Formulier, Wat::GeenGroep);
    }
    let mut groups = BTreeSet::new();
    for (g, groep) in formulier.groepen.iter().enumerate() {
        let waar = Waar::Groep(g);
        if !groep.code.is_empty() && !groups.insert(groep.code.as_str()) {
            check.fout(waar, Wat::GroepDubbel(groep.code.clone()));
        }
        if groep.vragen.is_empty() {
            check.fout(waar, Wat::GeenVraag);
        }
        let way = check.condition(waar, groep.toon_als.as_ref(), &Way::new());
        for (v, vraag) in groep.vragen.iter().enumerate() {
            check.question(Waar::Vraag(g, v), vraag, &way);
        }
    }
    for code in placeholders(&formulier.omschrijving) {
        let fits = formulier.vraag(code).is_some_and(|(_, vraag)| {
            !matches!(
                vraag.soort,
                Soort::Upload { .. } | Soort::Personen { .. } | Soort::Verklaring | Soort::LangeTekst { .. }
            )
        });
        if !fits {
            check.fout(Waar::Formulier, Wat::Omschrijving(code.to_owned()));
        }
    }
    check.found
}

/// The codes between braces in a template.
pub(super) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(code, _)| code)
}

/// Which answers the questions on the way must have had.
type Way = BTreeMap<String, BTreeSet<String>>;

struct Check<'a> {
    formulier: &'a Formulier,
    /// The questions so far, each with the way to it.
    seen: BTreeMap<&'a str, (&'a Vraag, Way)>,
    found: Vec<Gebrek>,
}

impl<'a> Check<'a> {
    fn fout(&mut self, waar: Waar, wat: Wat) {
        self.found.push(Gebrek { waar, wat });
    }

    fn question(&mut self, waar: Waar, vraag: &'a Vraag, way: &Way) {
        let opties = vraag.soort.opties();
        if matches!(vraag.soort, Soort::Keuze { .. } | Soort::Meerkeuze { .. }) && opties.len() < 2 {
            self.fout(waar, Wat::Opties);
        }
        let mut codes = BTreeSet::new();
        for optie in opties.iter().filter(|optie| !optie.code.is_empty()) {
            if !codes.insert(optie.code.as_str()) {
                self.fout(waar, Wat::OptieDubbel(optie.code.clone()));
            }
        }
        if vraag.vooraf.is_some_and(|gegeven| !gegeven.past_bij(&vraag.soort)) {
            self.fout(waar, Wat::Vooraf);
        }
        let way = self.condition(waar, vraag.toon_als.as_ref(), way);
        if vraag.code.is_empty() {
            return;
        }
        if self.seen.contains_key(vraag.code.as_str()) {
            self.fout(waar, Wat::VraagDubbel(vraag.code.clone()));
        } else {
            self.seen.insert(&vraag.code, (vraag, way));
        }
    }

    /// Checks a condition and gives the way with it.
    fn condition(&mut self, waar: Waar, voorwaarde: Option<&Voorwaarde>, way: &Way) -> Way {
        let Some(voorwaarde) = voorwaarde.filter(|v| !v.vraag.is_empty()) else { return way.clone() };
        let code = &voorwaarde.vraag;
        let Some((vraag, their_way)) = self.seen.get(code.as_str()).cloned() else {
            let known = self.formulier.vraag(code).is_some();
            self.fout(waar, if known { Wat::Later(code.clone()) } else { Wat::Onbekend(code.clone()) });
            return way.clone();
        };
        let possible = vraag.soort.antwoorden();
        if possible.is_empty() {
            self.fout(waar, Wat::GeenKeuze(code.clone()));
            return way.clone();
        }
        for answer in voorwaarde.is.iter().filter(|answer| !possible.contains(&answer.as_str())) {
            let allowed = possible.iter().map(|answer| (*answer).to_owned()).collect();
            self.fout(waar, Wat::GeenAntwoord(answer.clone(), allowed));
        }
        // Of many boxes several can be ticked, so they never contradict each other.
        let several = matches!(vraag.soort, Soort::Meerkeuze { .. });
        let wanted = (!several).then(|| (code.clone(), voorwaarde.is.iter().cloned().collect()));
        let mut all = way.clone();
        for (code, answers) in their_way.into_iter().chain(wanted) {
            let both: BTreeSet<String> = match all.get(&code) {
                Some(known) => known.intersection(&answers).cloned().collect(),
                None => answers,
            };
            if both.is_empty() && !voorwaarde.is.is_empty() {
                self.fout(waar, Wat::Onbereikbaar);
                return way.clone();
            }
            all.insert(code, both);
        }
        all
    }
}
