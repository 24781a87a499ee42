//! What a norm says. It is data: a file `normen/CODE.toml` of the organisation's folder, kept as JSON.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::voorwaarde::Voorwaarden;

/// A text for people, in Dutch (B1) and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tekst {
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
}

/// One version of a servicenorm: from a day on it holds for what starts then. A version in force never changes but for its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// Its code: the name of its file.
    pub code: String,
    /// The first day on which what starts is counted by this version.
    pub vanaf: Date,
    /// What it is called in lists, in a few words. It is no part of what is promised: it may change at any time.
    #[serde(default)]
    pub naam: Tekst,
    /// The promise.
    pub belofte: Tekst,
    /// How it is measured.
    pub meting: Tekst,
    /// Code of the team whose manager owns it.
    pub eigenaar: String,
    /// Whether everybody may see it.
    pub openbaar: bool,
    /// The share that is aimed at, in percent.
    pub doel: i64,
    /// What is aimed at on the way, by year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tussendoelen: BTreeMap<i16, i64>,
    /// Codes of the products on whose pages it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub producten: Vec<String>,
    /// The resource that a clock is about, by the standard's name: `zaak`, `bezoek`. A gebeurtenis of another resource is about the one that it
    /// belongs to, unless a mark names a fact.
    pub onderwerp: String,
    /// The zaak that it is about; by it is known with whom it lies.
    pub zaak: Zaakbron,
    /// What starts a clock.
    pub start: Start,
    /// What stops it: the earliest counts.
    pub stop: Vec<Merk>,
    /// What says that it was not kept, whenever that is: a check that is answered with no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gemist: Vec<Merk>,
    /// What makes it stand still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauze: Vec<Merk>,
    /// What lets it go on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hervat: Vec<Merk>,
    /// What makes it lapse, when that comes before it was due and before it was done; later, it ends as one that was not kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vervalt: Vec<Merk>,
    /// Within what time: the first of which the conditions hold. None holds: nothing is promised.
    pub termijnen: Vec<Termijnregel>,
    /// How long before it is due it is at risk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waarschuw: Option<Duur>,
    /// What is left out, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uitgezonderd: Vec<Uitzondering>,
}

/// Where the zaak of a clock is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zaakbron {
    /// There is none.
    Geen,
    /// The thing itself is one.
    Zelf,
    /// What the thing belongs to is one.
    Hoofdobject,
    /// This fact of the start has its id, or the ids of several: the first counts.
    Feit(String),
}

/// The two words of a kind of gebeurtenis.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Soort(pub String, pub String);

/// What starts a clock. Read again at each gebeurtenis of these kinds: what they said last counts, so that a correction moves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The kinds of gebeurtenissen.
    pub bij: Vec<Soort>,
    /// For whom; as soon as this does not hold any more there is no promise.
    #[serde(default, skip_serializing_if = "Voorwaarden::is_leeg")]
    pub waar: Voorwaarden,
    /// The facts with the moment, of which the latest counts; none: when it happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub op: Vec<String>,
}

/// What is noticed of a thing, and when. A gebeurtenis that tells the zaak is about every thing of that zaak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merk {
    /// The kinds of gebeurtenissen.
    pub bij: Vec<Soort>,
    /// Only of those of which this holds.
    #[serde(default, skip_serializing_if = "Voorwaarden::is_leeg")]
    pub waar: Voorwaarden,
    /// The fact with the moment: read again at each of these gebeurtenissen. None: the moment of the first of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<String>,
    /// The fact with the id of the thing that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
}

/// Within what time something is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termijnregel {
    /// For whom.
    #[serde(default, skip_serializing_if = "Voorwaarden::is_leeg")]
    pub waar: Voorwaarden,
    /// Within what time.
    pub termijn: Termijn,
}

/// When something is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Termijn {
    /// So long after the start.
    Na(Duur),
    /// So long before a date that a fact gives; that day itself is in time still.
    Voor {
        /// The fact.
        feit: String,
        /// How long before.
        duur: Duur,
    },
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duur {
    /// Minutes on the clock.
    Minuten(u32),
    /// Minutes in which the organisation is open.
    Openingsminuten(u32),
    /// Working days: the day of the start does not count, and it ends at the closing time of the last.
    Werkdagen(u32),
    /// Days of the calendar, whole ones.
    Dagen(u32),
    /// Weeks, as whole days.
    Weken(u32),
    /// Months, as whole days.
    Maanden(u32),
}

/// What a norm leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uitzondering {
    /// What is left out.
    pub waar: Voorwaarden,
    /// Why, for people.
    pub reden: Tekst,
}

impl Norm {
    /// Whether another promises the same, whatever it is called.
    #[must_use]
    pub fn belooft_als(&self, other: &Self) -> bool {
        Self { naam: other.naam.clone(), ..self.clone() } == *other
    }

    /// Whether it is a check: the gebeurtenis that starts it happens once, and says yes or no at once. Nobody waits for it.
    #[must_use]
    pub fn is_toets(&self) -> bool {
        let once = |soort: &Soort| soort.1 == "aangemaakt";
        let same = |merk: &Merk| merk.op.is_none() && merk.over.is_none() && merk.bij == self.start.bij;
        let answers = !self.stop.is_empty() && !self.gemist.is_empty();
        answers && self.start.op.is_empty() && self.start.bij.iter().all(once) && self.merken().all(same)
    }

    /// The kinds of gebeurtenissen that it looks at.
    pub fn soorten(&self) -> impl Iterator<Item = &Soort> {
        self.start.bij.iter().chain(self.merken().flat_map(|merk| &merk.bij))
    }

    /// All its marks.
    pub fn merken(&self) -> impl Iterator<Item = &Merk> {
        [&self.stop, &self.gemist, &self.pauze, &self.hervat, &self.vervalt].into_iter().flatten()
    }

    /// All its conditions.
    pub fn voorwaarden(&self) -> impl Iterator<Item = &Voorwaarden> {
        let termijnen = self.termijnen.iter().map(|regel| &regel.waar);
        let uitgezonderd = self.uitgezonderd.iter().map(|uitzondering| &uitzondering.waar);
        std::iter::once(&self.start.waar)
            .chain(self.merken().map(|merk| &merk.waar))
            .chain(termijnen)
            .chain(uitgezonderd)
    }

    /// The same, to be changed.
    pub fn voorwaarden_mut(&mut self) -> impl Iterator<Item = &mut Voorwaarden> {
        let marks = [&mut self.stop, &mut self.gemist, &mut self.pauze, &mut self.hervat, &mut self.vervalt];
        let termijnen = self.termijnen.iter_mut().map(|regel| &mut regel.waar);
        let uitgezonderd = self.uitgezonderd.iter_mut().map(|uitzondering| &mut uitzondering.waar);
        std::iter::once(&mut self.start.waar)
            .chain(marks.into_iter().flatten().map(|merk| &mut merk.waar))
            .chain(termijnen)
            .chain(uitgezonderd)
    }

    /// The share that is aimed at in a year: that of the last year named up to then.
    #[must_use]
    pub fn doel_in(&self, jaar: i16) -> i64 {
        let last = self.tussendoelen.range(..=jaar).next_back().map(|(_, doel)| *doel);
        // Before the first step on the way that step is the aim; after the last one the norm's own.
        let after = self.tussendoelen.keys().next_back().is_none_or(|last| jaar > *last);
        let first = self.tussendoelen.values().next().copied();
        if after { self.doel } else { last.or(first).unwrap_or(self.doel) }
    }
}
