//! The settings of an organisation as the rest of the program reads them: kept as JSON in `organisaties.instellingen`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kern::organisaties::{Organisatie, Team};
use kern::{Error, Result};
use registers::klantinteracties::Klantgroep;
use serde::{Deserialize, Serialize};
use termijnen::{Kalender, Openingstijden, VrijeDagen};

use super::balies::Balies;
use super::voortgang::Raaddoel;
use crate::berichten::sjabloon::Sjabloon;
use crate::formulieren::Formulier;
use crate::formulieren::kaart::Kaartbeeld;

/// What organisatie.toml, contact.toml, zoeken.toml and the vragensets say. The lists hold what can be chosen now; what has been
/// withdrawn keeps its name in [`Vervallen`]. A part that an older program did not write yet reads as empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Instellingen {
    /// The phone number, as people know it.
    pub telefoon: String,
    /// Where the town hall is.
    pub adres: String,
    /// The mail address.
    pub e_mail: String,
    /// The public website of this organisation answers to these.
    pub hostnamen: Vec<String>,
    /// Whether citizens can log in here: what stands in Mijn then reaches them.
    pub inloggen: bool,
    /// Opening hours of the contact centre: the Dutch name of a weekday with its spans (`08:30-17:00`).
    pub openingstijden: BTreeMap<String, Vec<String>>,
    /// Whole days closed, on top of the public holidays.
    pub gesloten: Vec<Date>,
    /// Days that a royal decree of after this version puts on a par with public holidays (Algemene termijnenwet, article 3(3)).
    pub gelijkgestelde_dagen: Vec<Date>,
    /// Targets in percent.
    pub doelen: Doelen,
    /// What is promised to somebody who asks to be called back.
    pub terugbellen: Terugbellen,
    /// The map on which somebody points at a place; none: they describe it.
    pub kaart: Option<Kaartbeeld>,
    /// The departments.
    pub afdelingen: Vec<Afdeling>,
    /// Over which channels people reach the organisation.
    pub kanalen: Vec<Keuze>,
    /// Why personal data is looked up (doelbinding).
    pub redenen: Vec<Keuze>,
    /// How a contact ends.
    pub uitkomsten: Vec<Uitkomst>,
    /// Subject areas of products.
    pub themas: Vec<Keuze>,
    /// Codes of the products that are for companies and institutions.
    pub voor_ondernemers: BTreeSet<String>,
    /// The goals of which the council is told how far they were reached, in their order.
    #[serde(default)]
    pub raaddoelen: Vec<Raaddoel>,
    /// Codes of zaaktypen with that of the product that their cases are about, where they come in without one.
    #[serde(default)]
    pub producten_van_zaaktypen: BTreeMap<String, String>,
    /// What happens in people's lives that brings them here.
    pub levensgebeurtenissen: Vec<Keuze>,
    /// What teams want asked before they are passed a question.
    pub vragensets: Vec<Vragenset>,
    /// Templates of messages that differ from the standard ones.
    pub berichten: Vec<Sjabloon>,
    /// The forms of the website.
    pub formulieren: Vec<Formulier>,
    /// The desks and what is done there.
    pub balies: Balies,
    /// Groups of words that find the same.
    pub synoniemen: Vec<Vec<String>>,
    /// Parts that compound words are split into.
    pub delen: Vec<String>,
    /// What cannot be chosen any more and still has a name, for contacts of before.
    pub vervallen: Vervallen,
}

/// Something that can be chosen: a channel, a reason, a theme, a life event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keuze {
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its name in English.
    pub naam_en: String,
}

/// How a contact ends, as people choose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uitkomst {
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its name in English.
    pub naam_en: String,
    /// Which of the kinds that reports count: `direct_beantwoord`, `doorverbonden`, `terugbelverzoek` or
    /// `klant_belt_zelf_terug`.
    pub afhandeling: String,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afdeling {
    /// Its code, which a team names.
    pub code: String,
    /// Its name.
    pub naam: String,
}

/// Targets in percent; reports draw them as a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doelen {
    /// At least this share answered at once.
    pub direct_beantwoord: Option<u8>,
    /// At most this share has to call again.
    pub klant_belt_zelf_terug: Option<u8>,
    /// At least this share called back within the promise.
    pub teruggebeld_binnen_werkdag: Option<u8>,
}

/// The promise on a terugbelverzoek.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terugbellen {
    /// Within how many working days, unless another moment is agreed with the caller.
    pub belofte_werkdagen: u32,
}

impl Default for Terugbellen {
    fn default() -> Self {
        Self { belofte_werkdagen: 1 }
    }
}

/// What a team wants asked before it is passed a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vragenset {
    /// Its code: the name of its file.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// The questions, in order.
    pub vragen: Vec<Vraag>,
}

/// A question of a [`Vragenset`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vraag {
    /// Its code, unique in the set.
    pub code: String,
    /// The question.
    pub tekst: String,
    /// What kind of answer.
    pub soort: Vraagsoort,
    /// Whether it must be answered.
    pub verplicht: bool,
    /// What can be chosen, for [`Vraagsoort::Keuze`].
    pub opties: Vec<String>,
}

/// The kind of answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vraagsoort {
    /// A line.
    Tekst,
    /// As much as needed.
    LangeTekst,
    /// One of some.
    Keuze,
    /// Yes or no.
    JaNee,
}

impl Vraagsoort {
    /// Every kind, with its code.
    pub const ALL: [(&'static str, Self); 4] =
        [("tekst", Self::Tekst), ("lange-tekst", Self::LangeTekst), ("keuze", Self::Keuze), ("ja-nee", Self::JaNee)];
}

/// What was withdrawn: cannot be chosen, and keeps its name for what was recorded with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vervallen {
    /// Channels.
    pub kanalen: Vec<Keuze>,
    /// Reasons.
    pub redenen: Vec<Keuze>,
    /// Outcomes.
    pub uitkomsten: Vec<Uitkomst>,
    /// Themes.
    pub themas: Vec<Keuze>,
    /// Life events.
    pub levensgebeurtenissen: Vec<Keuze>,
    /// Departments.
    pub afdelingen: Vec<Afdeling>,
    /// Vragensets.
    pub vragensets: Vec<Vragenset>,
}

impl Instellingen {
    /// The settings of an organisation.
    ///
    /// # Errors
    /// [`Error::Bug`] when its JSON is not what `inrichten` wrote.
    pub fn van(organisatie: &Organisatie) -> Result<Self> {
        Ok(Self::deserialize(&organisatie.instellingen)?)
    }

    /// The opening hours of the contact centre.
    ///
    /// # Errors
    /// [`Error::Bug`] when they are not what `inrichten` checked.
    pub fn openingstijden(&self) -> Result<Openingstijden> {
        Openingstijden::parse(&self.openingstijden).map_err(Error::bug)
    }

    /// The days on which no term of the law ends.
    #[must_use]
    pub fn vrije_dagen(&self) -> VrijeDagen {
        VrijeDagen::default().met(self.gelijkgestelde_dagen.iter().copied())
    }

    /// When the contact centre is open.
    ///
    /// # Errors
    /// [`Error::Bug`] when the opening hours are not what `inrichten` checked.
    pub fn kalender(&self) -> Result<Kalender> {
        Ok(Kalender::new(self.openingstijden()?, self.gesloten.iter().copied()))
    }

    /// When a team is open: its own hours, or the organisation's when it has none; closed days are the same for all.
    ///
    /// # Errors
    /// [`Error::Bug`] when the opening hours are not what `inrichten` checked.
    pub fn team_kalender(&self, team: &Team) -> Result<Kalender> {
        let Some(own) = &team.openingstijden else { return self.kalender() };
        let own: BTreeMap<String, Vec<String>> = BTreeMap::deserialize(own)?;
        Ok(Kalender::new(Openingstijden::parse(&own).map_err(Error::bug)?, self.gesloten.iter().copied()))
    }

    /// A channel by its code, also when it has been withdrawn.
    #[must_use]
    pub fn kanaal(&self, code: &str) -> Option<&Keuze> {
        find(&self.kanalen, &self.vervallen.kanalen, code)
    }

    /// A reason by its code, also when it has been withdrawn.
    #[must_use]
    pub fn reden(&self, code: &str) -> Option<&Keuze> {
        find(&self.redenen, &self.vervallen.redenen, code)
    }

    /// An outcome by its code, also when it has been withdrawn.
    #[must_use]
    pub fn uitkomst(&self, code: &str) -> Option<&Uitkomst> {
        find(&self.uitkomsten, &self.vervallen.uitkomsten, code)
    }

    /// A theme by its code, also when it has been withdrawn.
    #[must_use]
    pub fn thema(&self, code: &str) -> Option<&Keuze> {
        find(&self.themas, &self.vervallen.themas, code)
    }

    /// A life event by its code, also when it has been withdrawn.
    #[must_use]
    pub fn levensgebeurtenis(&self, code: &str) -> Option<&Keuze> {
        find(&self.levensgebeurtenissen, &self.vervallen.levensgebeurtenissen, code)
    }

    /// A department by its code, also when it has been withdrawn.
    #[must_use]
    pub fn afdeling(&self, code: &str) -> Option<&Afdeling> {
        find(&self.afdelingen, &self.vervallen.afdelingen, code)
    }

    /// For whom somebody comes: what they said; else whom the product is for. Of somebody who is not known and names no product, nothing
    /// says so.
    #[must_use]
    pub fn klantgroep(&self, gezegd: Option<Klantgroep>, product: Option<&str>, bekend: bool) -> Option<Klantgroep> {
        let by_product = || match product {
            Some(code) if self.voor_ondernemers.contains(code) => Some(Klantgroep::Ondernemer),
            Some(_) => Some(Klantgroep::Particulier),
            None => bekend.then_some(Klantgroep::Particulier),
        };
        gezegd.or_else(by_product)
    }

    /// The product that a case of this kind is about when it comes in by letter: as the zaaktype says, or else as the forms of the website
    /// do; none when they name several, or there is none.
    #[must_use]
    pub fn product_van_zaaktype(&self, zaaktype: &str) -> Option<&str> {
        if let Some(said) = self.producten_van_zaaktypen.get(zaaktype) {
            return Some(said);
        }
        let mut named = self.formulieren.iter().filter(|form| form.zaaktype == zaaktype).map(|form| &*form.product);
        let one = named.next()?;
        named.all(|other| other == one).then_some(one)
    }

    /// A form by its code.
    #[must_use]
    pub fn formulier(&self, code: &str) -> Option<&Formulier> {
        self.formulieren.iter().find(|formulier| formulier.code == code)
    }

    /// The form that applies for a product, if there is one.
    #[must_use]
    pub fn formulier_voor(&self, product: &str) -> Option<&Formulier> {
        self.formulieren.iter().find(|formulier| formulier.product == product)
    }

    /// A vragenset by its code, also when it has been withdrawn.
    #[must_use]
    pub fn vragenset(&self, code: &str) -> Option<&Vragenset> {
        find(&self.vragensets, &self.vervallen.vragensets, code)
    }
}

/// Has a code that it is known by.
pub(super) trait Gecodeerd {
    /// The code.
    fn code(&self) -> &str;
}

macro_rules! gecodeerd {
    ($($name:ident),*) => {$(
        impl Gecodeerd for $name {
            fn code(&self) -> &str {
                &self.code
            }
        }
    )*};
}

gecodeerd!(Keuze, Uitkomst, Afdeling, Vragenset, Sjabloon, Formulier);

fn find<'a, T: Gecodeerd>(current: &'a [T], withdrawn: &'a [T], code: &str) -> Option<&'a T> {
    current.iter().chain(withdrawn).find(|item| item.code() == code)
}
