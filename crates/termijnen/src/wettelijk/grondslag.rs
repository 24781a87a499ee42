//! What a term rests on, and the articles that steps name.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// An act whose articles are named in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Wet {
    /// Algemene wet bestuursrecht.
    Awb,
    /// Algemene termijnenwet.
    Atw,
    /// Wet open overheid.
    Woo,
    /// Omgevingswet.
    Ow,
    /// Gemeentewet.
    Gemw,
}

/// An article: `4:15 Awb`. Part of an article, such as a paragraph, is in its number: `4.4(3) Woo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Artikel {
    /// Of which act.
    pub wet: Wet,
    /// Which, as lawyers write it.
    pub nummer: &'static str,
}

impl Artikel {
    pub(crate) const fn new(wet: Wet, nummer: &'static str) -> Self {
        Self { wet, nummer }
    }
}

impl fmt::Display for Artikel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wet = match self.wet {
            Wet::Awb => "Awb",
            Wet::Atw => "Atw",
            Wet::Woo => "Woo",
            Wet::Ow => "Ow",
            Wet::Gemw => "Gemw",
        };
        write!(f, "{} {wet}", self.nummer)
    }
}

/// What a term rests on. It decides whether the Algemene termijnenwet moves its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grondslag {
    /// An act: the Algemene termijnenwet applies (its article 1).
    Wet,
    /// An order in council: it applies in the same way (its article 5).
    Besluit,
    /// A bylaw of the municipality: it applies in the same way (Gemeentewet, article 145).
    Verordening,
    /// A promise of our own. The Algemene termijnenwet has nothing to say about it, and nothing is moved silently.
    Belofte,
}

impl Grondslag {
    /// Every one.
    pub const ALLE: [Self; 4] = [Self::Wet, Self::Besluit, Self::Verordening, Self::Belofte];

    /// How it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wet => "wet",
            Self::Besluit => "besluit",
            Self::Verordening => "verordening",
            Self::Belofte => "belofte",
        }
    }

    /// The article by which the Algemene termijnenwet holds for a term on this basis; none when it does not.
    ///
    /// ```
    /// use termijnen::wettelijk::Grondslag;
    ///
    /// assert_eq!(Grondslag::Verordening.atw().map(|artikel| artikel.to_string()), Some("145 Gemw".into()));
    /// assert_eq!(Grondslag::Belofte.atw(), None);
    /// ```
    #[must_use]
    pub const fn atw(self) -> Option<Artikel> {
        match self {
            Self::Wet => Some(Artikel::new(Wet::Atw, "1")),
            Self::Besluit => Some(Artikel::new(Wet::Atw, "5")),
            Self::Verordening => Some(Artikel::new(Wet::Gemw, "145")),
            Self::Belofte => None,
        }
    }
}

impl FromStr for Grondslag {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALLE.into_iter().find(|grondslag| grondslag.code() == text);
        found.ok_or_else(|| Error::Grondslag { text: text.to_owned() })
    }
}

impl fmt::Display for Grondslag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
