//! The steps of a computation, as data: a screen, a letter and a program each say them in their own words.

use jiff::civil::Date;

use super::gebeurtenis::{Gebeurtenis, Stilstandgrond, Verzoek};
use super::grondslag::{Artikel, Wet};
use crate::{Feestdag, Termijn};

/// Why a term stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grond {
    /// Something was asked.
    Verzoek(Verzoek),
    /// For another reason.
    Stilstand(Stilstandgrond),
}

impl Grond {
    /// The article by which it does.
    #[must_use]
    pub const fn artikel(self) -> Artikel {
        match self {
            Self::Verzoek(verzoek) => verzoek.artikel(),
            Self::Stilstand(grond) => grond.artikel(),
        }
    }

    /// A stable key for texts and storage.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Verzoek(verzoek) => verzoek.key(),
            Self::Stilstand(grond) => grond.key(),
        }
    }
}

/// Why something that happened changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Waarom {
    /// The term was over: an expired term never revives.
    NaAfloop,
    /// It was asked on the last day: the term would stand still from the day after, and was over then.
    LaatsteDag,
    /// No time was given for it (Awb, articles 4:15(1)a and 7:10(2): "the time given for it").
    GeenTermijnGegeven,
    /// The term stood still already on each of these days.
    StondAlStil,
    /// It came on the day after the asking or earlier: no day was lost.
    GeenDag,
    /// It came after the time given: the term was running again.
    NaGegevenTermijn,
    /// Nothing was asked.
    NietsGevraagd,
}

impl Waarom {
    /// A stable key for texts and storage.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NaAfloop => "na-afloop",
            Self::LaatsteDag => "laatste-dag",
            Self::GeenTermijnGegeven => "geen-termijn-gegeven",
            Self::StondAlStil => "stond-al-stil",
            Self::GeenDag => "geen-dag",
            Self::NaGegevenTermijn => "na-gegeven-termijn",
            Self::NietsGevraagd => "niets-gevraagd",
        }
    }
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Regel {
    /// The term itself, counted from the day after it was set going.
    Termijn(Termijn),
    /// It was made longer.
    Verlengd {
        /// When that was told.
        op: Date,
        /// By how much.
        lengte: Termijn,
    },
    /// It stood still, or will: both days and all between them.
    StondStil {
        /// The first day.
        van: Date,
        /// The last day.
        tot_en_met: Date,
        /// Why.
        grond: Grond,
    },
    /// It stands still, and nobody knows until when.
    StaatStil {
        /// The first day.
        van: Date,
        /// Why.
        grond: Grond,
    },
    /// It was told that it will be late.
    Medegedeeld {
        /// When.
        op: Date,
    },
    /// Something happened that changed nothing.
    ZonderGevolg {
        /// What.
        gebeurtenis: Gebeurtenis,
        /// Why it changed nothing.
        waarom: Waarom,
    },
    /// There were fewer than two working days in it.
    TweeWerkdagen,
    /// It would end on a day on which it stood still.
    Stilstaand,
    /// It would end on a Saturday or Sunday.
    Weekend,
    /// It would end on a public holiday.
    Feestdag(Feestdag),
    /// It would end on a day that is put on a par with one by royal decree.
    Gelijkgesteld,
    /// The Algemene termijnenwet leaves the end of so long a term where it is, on a free day.
    Lang,
    /// Extended it is so long that the Algemene termijnenwet leaves its end alone, which came before the end that it had: it keeps that.
    NietKorter,
}

impl Regel {
    /// A stable key for texts and storage.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Termijn(_) => "termijn",
            Self::Verlengd { .. } => "verlenging",
            Self::StondStil { .. } => "stilstand",
            Self::StaatStil { .. } => "staat-stil",
            Self::Medegedeeld { .. } => "mededeling",
            Self::ZonderGevolg { .. } => "zonder-gevolg",
            Self::TweeWerkdagen => "twee-werkdagen",
            Self::Stilstaand => "stilstaand",
            Self::Weekend => "weekend",
            Self::Feestdag(_) => "feestdag",
            Self::Gelijkgesteld => "gelijkgesteld",
            Self::Lang => "lang",
            Self::NietKorter => "niet-korter",
        }
    }

    /// The article that it rests on. None where that is the basis of the term itself: of its length, of its extension, and of
    /// what changed nothing.
    #[must_use]
    pub const fn artikel(self) -> Option<Artikel> {
        match self {
            Self::StondStil { grond, .. } | Self::StaatStil { grond, .. } => Some(grond.artikel()),
            Self::Medegedeeld { .. } => Some(Artikel::new(Wet::Awb, "4:14")),
            Self::TweeWerkdagen => Some(Artikel::new(Wet::Atw, "2")),
            Self::Weekend => Some(Artikel::new(Wet::Atw, "1(1)")),
            Self::Feestdag(Feestdag::GoedeVrijdag) => Some(Artikel::new(Wet::Atw, "1(1), 3(2)")),
            Self::Feestdag(_) => Some(Artikel::new(Wet::Atw, "1(1), 3(1)")),
            Self::Gelijkgesteld => Some(Artikel::new(Wet::Atw, "1(1), 3(3)")),
            Self::Lang | Self::NietKorter => Some(Artikel::new(Wet::Atw, "4(a)")),
            Self::Termijn(_) | Self::Verlengd { .. } | Self::ZonderGevolg { .. } | Self::Stilstaand => None,
        }
    }
}

/// A step: the rule, and the last day of the term as it is after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stap {
    /// What and why.
    pub regel: Regel,
    /// The last day, after this step; while it stands still the earliest.
    pub einde: Date,
}
