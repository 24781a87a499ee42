//! What a form asks, as the organisation's folder says it. Kept as JSON among the settings of the organisation.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A form that leads from a product to a zaak.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formulier {
    /// Its code: the name of its file.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its name in English.
    pub naam_en: String,
    /// Code of the product that it applies for.
    pub product: String,
    /// Identificatie of the zaaktype that it leads to.
    pub zaaktype: String,
    /// Whether one has to log in.
    pub inloggen: Inloggen,
    /// How long it takes, in minutes.
    pub minuten: i64,
    /// What to have at hand.
    pub nodig: Vec<String>,
    /// The same in English, in the same order; empty: in Dutch only.
    pub nodig_en: Vec<String>,
    /// The zaak's omschrijving: `{code}` stands for the answer to that question.
    pub omschrijving: String,
    /// The pages, in order.
    pub groepen: Vec<Groep>,
}

/// Whether one has to log in to use a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inloggen {
    /// Without a log-in it cannot be used.
    #[default]
    Verplicht,
    /// Whoever logs in has less to type.
    Mogelijk,
    /// Nobody is asked who they are.
    Nee,
}

impl Inloggen {
    /// Every way, with its code.
    pub const ALL: [(&'static str, Self); 3] =
        [("verplicht", Self::Verplicht), ("mogelijk", Self::Mogelijk), ("nee", Self::Nee)];
}

/// A page of a form: questions that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groep {
    /// Its code, unique in the form.
    pub code: String,
    /// Its heading.
    pub titel: String,
    /// Its heading in English.
    pub titel_en: String,
    /// A sentence below the heading.
    pub uitleg: Option<String>,
    /// The same in English.
    pub uitleg_en: Option<String>,
    /// When it applies; always when left out.
    pub toon_als: Option<Voorwaarde>,
    /// Its questions, in order.
    pub vragen: Vec<Vraag>,
}

/// A question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vraag {
    /// Its code, unique in the form.
    pub code: String,
    /// The question.
    pub tekst: String,
    /// The question in English.
    pub tekst_en: String,
    /// What helps to answer it.
    pub hulp: Option<String>,
    /// The same in English.
    pub hulp_en: Option<String>,
    /// The kind of answer, with its limits.
    pub soort: Soort,
    /// Whether it must be answered.
    pub verplicht: bool,
    /// When it applies; always when left out.
    pub toon_als: Option<Voorwaarde>,
    /// What the municipality may know already: then it is shown and not asked.
    pub vooraf: Option<Gegeven>,
    /// The name of the zaakeigenschap that the answer fills.
    pub eigenschap: Option<String>,
}

/// A question or page applies when an earlier question has one of these answers, and applies itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voorwaarde {
    /// Code of the earlier question.
    pub vraag: String,
    /// Codes of its options, or `ja` and `nee`.
    pub is: Vec<String>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Optie {
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its name in English.
    pub naam_en: String,
    /// What a zaakeigenschap says when this was chosen; its name when left out.
    pub waarde: Option<String>,
}

/// The kind of answer, with its limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "kebab-case")]
pub enum Soort {
    /// A line. `patroon` has masks, one of which fits: `9` is a digit, `A` a letter, anything else itself.
    Tekst {
        /// The most characters.
        max: i64,
        /// The masks; empty: anything goes.
        patroon: Vec<String>,
        /// What is said when no mask fits.
        melding: String,
        /// The same in English.
        melding_en: String,
    },
    /// As much as needed.
    LangeTekst {
        /// The most characters.
        max: i64,
    },
    /// One of some.
    Keuze {
        /// What can be chosen.
        opties: Vec<Optie>,
    },
    /// Any of some.
    Meerkeuze {
        /// What can be chosen.
        opties: Vec<Optie>,
    },
    /// Yes or no.
    JaNee,
    /// A day.
    Datum {
        /// The first day that can be.
        vroegst: Option<Dag>,
        /// The last day that can be.
        laatst: Option<Dag>,
    },
    /// A whole number.
    Getal {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// An amount of money; limits in whole euros.
    Bedrag {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// A Dutch number plate.
    Kenteken,
    /// Postcode and house number.
    Adres,
    /// A mail address.
    EMail,
    /// A phone number.
    Telefoon,
    /// A burgerservicenummer.
    Bsn,
    /// Several people, each with a name and a date of birth.
    Personen {
        /// The most people, whoever fills it in included.
        max: i64,
    },
    /// A place outside: in words, or a point on the map.
    Locatie,
    /// Files.
    Upload {
        /// Which kinds: `pdf`, `jpeg`, `png`, ….
        soorten: Vec<String>,
        /// The most megabytes each.
        max_mb: i64,
        /// How many at most.
        aantal: i64,
        /// The informatieobjecttype of each.
        informatieobjecttype: String,
    },
    /// A box that must be ticked.
    Verklaring,
}

/// What the municipality may know of whoever is logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gegeven {
    /// The name.
    Naam,
    /// The date of birth.
    Geboortedatum,
    /// The address.
    Adres,
    /// The mail address.
    EMail,
    /// The phone number.
    Telefoon,
    /// The burgerservicenummer.
    Bsn,
    /// The person, among several people.
    Zelf,
}

impl Gegeven {
    /// Every one, with its code.
    pub const ALL: [(&'static str, Self); 7] = [
        ("naam", Self::Naam),
        ("geboortedatum", Self::Geboortedatum),
        ("adres", Self::Adres),
        ("e_mail", Self::EMail),
        ("telefoon", Self::Telefoon),
        ("bsn", Self::Bsn),
        ("zelf", Self::Zelf),
    ];

    /// Whether it can answer a question of this kind.
    #[must_use]
    pub fn past_bij(self, soort: &Soort) -> bool {
        matches!(
            (self, soort),
            (Self::Naam, Soort::Tekst { .. })
                | (Self::Geboortedatum, Soort::Datum { .. })
                | (Self::Adres, Soort::Adres)
                | (Self::EMail, Soort::EMail)
                | (Self::Telefoon, Soort::Telefoon)
                | (Self::Bsn, Soort::Bsn)
                | (Self::Zelf, Soort::Personen { .. })
        )
    }
}

/// A day that limits a date: `vandaag`, `vandaag+28`, `vandaag-5`, or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Dag {
    /// So many days from today.
    Vandaag(i32),
    /// Always this day.
    Vast(Date),
}

/// Further away than a long life is no limit.
const DAGEN_MAX: i32 = 50_000;

impl Dag {
    /// The day, seen from today.
    #[must_use]
    pub fn op(self, vandaag: Date) -> Date {
        match self {
            Self::Vandaag(days) => vandaag.saturating_add(days.days()),
            Self::Vast(date) => date,
        }
    }
}

impl FromStr for Dag {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = "neither a date nor vandaag+N";
        let Some(rest) = text.strip_prefix("vandaag") else {
            return text.parse().map(Self::Vast).map_err(|_| refused);
        };
        if rest.is_empty() {
            return Ok(Self::Vandaag(0));
        }
        let days = rest.starts_with(['+', '-']).then(|| rest.parse::<i32>().ok()).flatten();
        days.filter(|days| days.abs() <= DAGEN_MAX).map(Self::Vandaag).ok_or(refused)
    }
}

impl TryFrom<String> for Dag {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Dag> for String {
    fn from(dag: Dag) -> Self {
        dag.to_string()
    }
}

impl fmt::Display for Dag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vandaag(0) => f.write_str("vandaag"),
            Self::Vandaag(days) => write!(f, "vandaag{days:+}"),
            Self::Vast(date) => write!(f, "{date}"),
        }
    }
}

/// The two answers to a [`Soort::JaNee`].
pub const JA: &str = "ja";
/// See [`JA`].
pub const NEE: &str = "nee";

impl Formulier {
    /// A page by its code.
    #[must_use]
    pub fn groep(&self, code: &str) -> Option<&Groep> {
        self.groepen.iter().find(|groep| groep.code == code)
    }

    /// Every question with its page, in order.
    pub fn vragen(&self) -> impl Iterator<Item = (&Groep, &Vraag)> {
        self.groepen.iter().flat_map(|groep| groep.vragen.iter().map(move |vraag| (groep, vraag)))
    }

    /// A question by its code, with its page.
    #[must_use]
    pub fn vraag(&self, code: &str) -> Option<(&Groep, &Vraag)> {
        self.vragen().find(|(_, vraag)| vraag.code == code)
    }

    /// Which definition this is: another word as soon as anything in it is different.
    #[must_use]
    pub fn versie(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        Sha256::digest(json.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Soort {
    /// The code in the folder and in `data-soort`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Tekst { .. } => "tekst",
            Self::LangeTekst { .. } => "lange-tekst",
            Self::Keuze { .. } => "keuze",
            Self::Meerkeuze { .. } => "meerkeuze",
            Self::JaNee => "ja-nee",
            Self::Datum { .. } => "datum",
            Self::Getal { .. } => "getal",
            Self::Bedrag { .. } => "bedrag",
            Self::Kenteken => "kenteken",
            Self::Adres => "adres",
            Self::EMail => "e-mail",
            Self::Telefoon => "telefoon",
            Self::Bsn => "bsn",
            Self::Personen { .. } => "personen",
            Self::Locatie => "locatie",
            Self::Upload { .. } => "upload",
            Self::Verklaring => "verklaring",
        }
    }

    /// Every kind's code.
    pub const CODES: [&'static str; 17] = [
        "tekst",
        "lange-tekst",
        "keuze",
        "meerkeuze",
        "ja-nee",
        "datum",
        "getal",
        "bedrag",
        "kenteken",
        "adres",
        "e-mail",
        "telefoon",
        "bsn",
        "personen",
        "locatie",
        "upload",
        "verklaring",
    ];

    /// What can be chosen, where something can.
    #[must_use]
    pub fn opties(&self) -> &[Optie] {
        match self {
            Self::Keuze { opties } | Self::Meerkeuze { opties } => opties,
            _ => &[],
        }
    }

    /// The answers that a condition can ask for; none for kinds that no condition can look at.
    #[must_use]
    pub fn antwoorden(&self) -> Vec<&str> {
        match self {
            Self::Keuze { opties } | Self::Meerkeuze { opties } => opties.iter().map(|o| o.code.as_str()).collect(),
            Self::JaNee => vec![JA, NEE],
            _ => Vec::new(),
        }
    }
}
