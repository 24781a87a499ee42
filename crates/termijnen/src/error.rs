//! What can be wrong with the input, said with what is allowed.

use std::fmt;

use crate::Tijdvak;
use crate::openingstijden::DAGEN;

/// Why the input was refused. The text is for files and logs, "what was wrong; what is allowed"; a page for people has
/// its own sentence for each variant.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The text is no span of opening hours such as `08:30-17:00`.
    Tijdvak {
        /// As it was written.
        text: String,
    },
    /// The text is no name of a weekday.
    Weekdag {
        /// As it was written.
        text: String,
    },
    /// A weekday is given twice.
    WeekdagTwice {
        /// Which one.
        dag: &'static str,
    },
    /// A span begins before the one that stands before it has ended.
    Overlap {
        /// The weekday.
        dag: &'static str,
        /// The span that stands first.
        first: Tijdvak,
        /// The span after it, which begins too early.
        second: Tijdvak,
    },
    /// The opening hours hold no span at all, so no promise could ever end.
    NeverOpen,
    /// The text is no length of time such as `P8W`.
    Termijn {
        /// As it was written.
        text: String,
    },
    /// The text is no basis of a term.
    Grondslag {
        /// As it was written.
        text: String,
    },
    /// The text is nothing that happens to a term.
    Gebeurtenis {
        /// As it was written.
        text: String,
    },
    /// Something ends before it begins.
    Volgorde,
    /// A term stands still until further notice, and no day was given on which to look at it.
    ZonderEinde,
    /// There was no penalty for deciding late yet.
    Tarief,
    /// The text or number is no quarter such as `2026-K3`.
    Kwartaal,
    /// A negative amount of open time was to be added.
    Negative,
    /// The answer lies beyond the year 9999.
    OutOfRange,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tijdvak { text } => write!(
                f,
                "`{text}` is no span of opening hours; write HH:MM-HH:MM like 08:30-17:00, the second time later than the \
                 first and 24:00 at most"
            ),
            Self::Weekdag { text } => write!(f, "`{text}` is no weekday; allowed are {}", DAGEN.join(", ")),
            Self::WeekdagTwice { dag } => {
                write!(f, "{dag} is given twice; put all its spans in one list")
            }
            Self::Overlap { dag, first, second } => write!(
                f,
                "{dag}: {second} begins before {first} has ended; put the spans of a day in order and do not let them overlap"
            ),
            Self::NeverOpen => write!(f, "there are no opening hours at all; give one weekday a span like 08:30-17:00"),
            Self::Termijn { text } => {
                write!(
                    f,
                    "`{text}` is no length of time; write years, months, weeks and days as ISO 8601 has them: P8W, P1Y6M"
                )
            }
            Self::Grondslag { text } => {
                write!(f, "`{text}` is no basis of a term; write wet, besluit, verordening or belofte")
            }
            Self::Gebeurtenis { text } => write!(
                f,
                "`{text}` is nothing that happens to a term; write gevraagd:2026-02-10:2026-03-10, aangevuld:2026-02-25 or \
                 verlengd:2026-03-02:P6W, with days that exist"
            ),
            Self::Volgorde => write!(f, "the last day lies before the first; write the earlier one first"),
            Self::ZonderEinde => {
                write!(f, "it stands still until further notice; give its last day, or the day on which to look at it")
            }
            Self::Tarief => write!(f, "there was no penalty for deciding late before 1 October 2009; give a later day"),
            Self::Kwartaal => {
                write!(f, "this is no quarter; write a year of four digits and K1, K2, K3 or K4: 2026-K3")
            }
            Self::Negative => write!(f, "open time to add is negative; give zero or more"),
            Self::OutOfRange => write!(f, "the answer lies beyond the year 9999; ask for fewer days or less time"),
        }
    }
}

impl std::error::Error for Error {}
