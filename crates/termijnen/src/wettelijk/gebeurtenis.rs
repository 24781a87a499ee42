//! What happens to a term while it runs.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::grondslag::{Artikel, Wet};
use crate::{Error, Termijn};

/// Why the applicant or another is asked for something. The term stands still from the day after the asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Verzoek {
    /// To complete what was applied for (Awb, articles 4:5 and 4:15(1)a).
    Aanvulling,
    /// To mend an objection (Awb, articles 6:6 and 7:10(2)).
    Herstel,
    /// Of information that a foreign authority must give (Awb, article 4:15(1)b); the time given is until when it is reasonable to wait.
    Buitenland,
    /// For the views of somebody whom it concerns (Woo, article 4.4(3)). Here the law says "up to and including the day on which".
    Zienswijze,
}

/// Why a term stands still without a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Stilstandgrond {
    /// The applicant agreed in writing to wait (Awb, article 4:15(2)a).
    Instemming,
    /// The delay is the applicant's doing (Awb, article 4:15(2)b).
    Vertraging,
    /// Nobody could decide (Awb, article 4:15(2)c).
    Overmacht,
}

/// What happened. [`Gebeurtenis`] says when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Wat {
    /// Something was asked, to be given until and including a day. A request without that day suspends nothing.
    Gevraagd { verzoek: Verzoek, tot: Option<Date> },
    /// All that was asked for is there.
    Binnen { verzoek: Verzoek },
    /// It stands still from this day on, up to and including a day, or until further notice.
    Stilstand { grond: Stilstandgrond, tot_en_met: Option<Date> },
    /// It became longer.
    Verlengd { lengte: Termijn },
    /// It was told that it will be late: that tells, and moves nothing (Awb, article 4:14).
    Medegedeeld,
}

/// Something that happened to a term, on a day. Made by a function for each kind, so that none ends before it begins.
///
/// As text it is `gevraagd:2026-02-10:2026-03-10`; [`Gebeurtenis::VORMEN`] lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gebeurtenis {
    pub(super) op: Date,
    pub(super) wat: Wat,
}

impl Gebeurtenis {
    /// How each is written, and what it is: for whoever reads `loket termijn --help`. DAG is `2026-02-10`, LENGTE `P6W`; what stands in
    /// brackets can be left out.
    pub const VORMEN: [(&'static str, &'static str); 13] = [
        ("gevraagd:DAG[:TOT]", "gevraagd om aan te vullen; zonder TOT staat niets stil (4:15 lid 1 onder a Awb)"),
        ("aangevuld:DAG", "alles is binnen; die dag loopt de termijn weer"),
        (
            "herstel-gevraagd:DAG[:TOT]",
            "gevraagd een verzuim in het bezwaar te herstellen; zonder TOT staat niets stil (7:10 lid 2 Awb)",
        ),
        ("hersteld:DAG", "het is hersteld; die dag loopt de termijn weer"),
        (
            "buitenland-gevraagd:DAG[:TOT]",
            "verteld dat iets aan een buitenlandse instantie is gevraagd (4:15 lid 1 onder b Awb)",
        ),
        ("buitenland:DAG", "dat is binnen; die dag loopt de termijn weer"),
        ("zienswijze-gevraagd:DAG[:TOT]", "verteld dat een ander om zijn zienswijze is gevraagd (4.4 lid 3 Woo)"),
        ("zienswijze:DAG", "die is binnen; die dag staat de termijn nog stil"),
        (
            "instemming:EERSTE:LAATSTE",
            "de aanvrager stemde in met uitstel, beide dagen staan stil (4:15 lid 2 onder a Awb)",
        ),
        ("vertraging:EERSTE:LAATSTE", "vertraging door de aanvrager, beide dagen staan stil (4:15 lid 2 onder b Awb)"),
        ("overmacht:EERSTE:LAATSTE", "overmacht, beide dagen staan stil (4:15 lid 2 onder c Awb)"),
        ("verlengd:GEMELD-OP:LENGTE", "verlengd of verdaagd"),
        ("mededeling:DAG", "verteld dat het later wordt; verandert niets (4:14 Awb)"),
    ];

    /// Something was asked on `op`, to be given until and including `tot`. That last day still stands still: a term has passed when
    /// it is over. `tot` is a day that we choose, so the Algemene termijnenwet does not move it.
    ///
    /// # Errors
    /// [`Error::Volgorde`] when `tot` lies before `op`.
    pub fn gevraagd(op: Date, verzoek: Verzoek, tot: Option<Date>) -> Result<Self, Error> {
        in_orde(op, tot)?;
        Ok(Self { op, wat: Wat::Gevraagd { verzoek, tot } })
    }

    /// All that was asked for in this way is there.
    #[must_use]
    pub const fn binnen(op: Date, verzoek: Verzoek) -> Self {
        Self { op, wat: Wat::Binnen { verzoek } }
    }

    /// It stands still from `van` up to and including `tot_en_met`; without that day until further notice.
    ///
    /// # Errors
    /// [`Error::Volgorde`] when it would end before it begins.
    pub fn stilstand(van: Date, grond: Stilstandgrond, tot_en_met: Option<Date>) -> Result<Self, Error> {
        in_orde(van, tot_en_met)?;
        Ok(Self { op: van, wat: Wat::Stilstand { grond, tot_en_met } })
    }

    /// It was made longer, and told on that day.
    #[must_use]
    pub const fn verlengd(op: Date, lengte: Termijn) -> Self {
        Self { op, wat: Wat::Verlengd { lengte } }
    }

    /// It was told that the decision will be late.
    #[must_use]
    pub const fn medegedeeld(op: Date) -> Self {
        Self { op, wat: Wat::Medegedeeld }
    }

    /// The day on which it happened; of standing still the first one.
    #[must_use]
    pub const fn op(&self) -> Date {
        self.op
    }
}

fn in_orde(first: Date, last: Option<Date>) -> Result<(), Error> {
    if last.is_some_and(|last| last < first) { Err(Error::Volgorde) } else { Ok(()) }
}

impl Verzoek {
    /// The article by which the term stands still.
    #[must_use]
    pub const fn artikel(self) -> Artikel {
        match self {
            Self::Aanvulling => Artikel::new(Wet::Awb, "4:15(1)a"),
            Self::Herstel => Artikel::new(Wet::Awb, "7:10(2)"),
            Self::Buitenland => Artikel::new(Wet::Awb, "4:15(1)b"),
            Self::Zienswijze => Artikel::new(Wet::Woo, "4.4(3)"),
        }
    }

    /// A stable key for texts and storage.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Aanvulling => "aanvulling",
            Self::Herstel => "herstel",
            Self::Buitenland => "buitenland",
            Self::Zienswijze => "zienswijze",
        }
    }

    /// Whether the day on which it came in stands still too. The Awb says "until the day on which", the Woo "up to and including".
    /// The ministry's circular counts that day for the Awb as well; the letter is earlier, and so safe for whoever must decide.
    pub(super) const fn dag_zelf_stil(self) -> bool {
        matches!(self, Self::Zienswijze)
    }

    /// Whether the term stands still only when a time was given: the law lets it end when "the time given for it" has passed.
    pub(super) const fn vergt_termijn(self) -> bool {
        matches!(self, Self::Aanvulling | Self::Herstel)
    }
}

impl Stilstandgrond {
    /// The article by which the term stands still.
    #[must_use]
    pub const fn artikel(self) -> Artikel {
        match self {
            Self::Instemming => Artikel::new(Wet::Awb, "4:15(2)a"),
            Self::Vertraging => Artikel::new(Wet::Awb, "4:15(2)b"),
            Self::Overmacht => Artikel::new(Wet::Awb, "4:15(2)c"),
        }
    }

    /// A stable key for texts and storage.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Instemming => "instemming",
            Self::Vertraging => "vertraging",
            Self::Overmacht => "overmacht",
        }
    }
}

impl FromStr for Gebeurtenis {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Gebeurtenis { text: text.to_owned() };
        let parts: Vec<&str> = text.split(':').collect();
        let day = |part: &str| dag(part).ok_or_else(wrong);
        let [word, op, rest @ ..] = parts.as_slice() else { return Err(wrong()) };
        let op = day(op)?;
        if let Some((verzoek, ..)) = VERZOEKEN.iter().find(|(_, asked, _)| asked == word) {
            return match rest {
                [] | [""] => Self::gevraagd(op, *verzoek, None),
                [tot] => Self::gevraagd(op, *verzoek, Some(day(tot)?)),
                _ => Err(wrong()),
            };
        }
        if let Some((verzoek, ..)) = VERZOEKEN.iter().find(|(_, _, came)| came == word) {
            return if rest.is_empty() { Ok(Self::binnen(op, *verzoek)) } else { Err(wrong()) };
        }
        if let Some(grond) = GRONDEN.iter().find(|grond| grond.key() == *word) {
            let [last] = rest else { return Err(wrong()) };
            return Self::stilstand(op, *grond, Some(day(last)?));
        }
        match (*word, rest) {
            ("mededeling", []) => Ok(Self::medegedeeld(op)),
            ("verlengd", [lengte]) => Ok(Self::verlengd(op, lengte.parse()?)),
            _ => Err(wrong()),
        }
    }
}

/// How a request is written, and how what was asked for.
const VERZOEKEN: [(Verzoek, &str, &str); 4] = [
    (Verzoek::Aanvulling, "gevraagd", "aangevuld"),
    (Verzoek::Herstel, "herstel-gevraagd", "hersteld"),
    (Verzoek::Buitenland, "buitenland-gevraagd", "buitenland"),
    (Verzoek::Zienswijze, "zienswijze-gevraagd", "zienswijze"),
];
const GRONDEN: [Stilstandgrond; 3] =
    [Stilstandgrond::Instemming, Stilstandgrond::Vertraging, Stilstandgrond::Overmacht];

impl fmt::Display for Gebeurtenis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let op = self.op;
        let words =
            |verzoek: Verzoek| VERZOEKEN.iter().find(|(known, ..)| *known == verzoek).map_or(("", ""), |w| (w.1, w.2));
        let until = |f: &mut fmt::Formatter<'_>, day: Option<Date>| day.map_or(Ok(()), |day| write!(f, ":{day}"));
        match self.wat {
            Wat::Gevraagd { verzoek, tot } => {
                write!(f, "{}:{op}", words(verzoek).0)?;
                until(f, tot)
            }
            Wat::Binnen { verzoek } => write!(f, "{}:{op}", words(verzoek).1),
            Wat::Stilstand { grond, tot_en_met } => {
                write!(f, "{}:{op}", grond.key())?;
                until(f, tot_en_met)
            }
            Wat::Verlengd { lengte } => write!(f, "verlengd:{op}:{lengte}"),
            Wat::Medegedeeld => write!(f, "mededeling:{op}"),
        }
    }
}

/// A day as it is written in the text of an event: `2026-02-10`, and nothing else.
#[must_use]
pub fn dag(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shape.then(|| text.parse().ok()).flatten()
}
