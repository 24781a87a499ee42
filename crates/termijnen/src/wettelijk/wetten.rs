//! The terms of acts that municipalities decide within, as data.

use super::gebeurtenis::{Stilstandgrond, Verzoek};
use super::grondslag::{Artikel, Wet};
use super::stap::Grond;
use crate::Termijn;

/// A term that an act sets: how long, how it can be extended, by what it stands still, and whether being late costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wetstermijn {
    /// A stable key: `awb-4-13`.
    pub key: &'static str,
    /// Where it stands.
    pub artikel: Artikel,
    /// How long it is.
    pub lengte: Termijn,
    /// By how much it can be extended at most, told before it ends; and where that stands. Once, where the act says so
    /// (Omgevingswet, article 16.64(2)); elsewhere as often as the sum stays below.
    pub verlenging: Option<(Termijn, Artikel)>,
    /// By what it stands still.
    pub stil: &'static [Grond],
    /// Whether a penalty is owed by law for deciding late (Awb, article 4:17).
    pub dwangsom: bool,
}

const AANVRAAG: &[Grond] = &[
    Grond::Verzoek(Verzoek::Aanvulling),
    Grond::Verzoek(Verzoek::Buitenland),
    Grond::Stilstand(Stilstandgrond::Instemming),
    Grond::Stilstand(Stilstandgrond::Vertraging),
    Grond::Stilstand(Stilstandgrond::Overmacht),
];
const WOO: &[Grond] = &[
    Grond::Verzoek(Verzoek::Aanvulling),
    Grond::Verzoek(Verzoek::Zienswijze),
    Grond::Verzoek(Verzoek::Buitenland),
    Grond::Stilstand(Stilstandgrond::Instemming),
    Grond::Stilstand(Stilstandgrond::Vertraging),
    Grond::Stilstand(Stilstandgrond::Overmacht),
];
/// Of an objection article 7:10(2) names the mending of it alone; waiting with consent is an extension there (7:10(4)).
const BEZWAAR: &[Grond] = &[Grond::Verzoek(Verzoek::Herstel)];

/// The terms, in order of act and article. Not checked against a text of today: the Awb's (read as of 2015) and Omgevingswet 16.64 (a public
/// copy of February 2026).
///
/// ```
/// use jiff::civil::date;
/// use termijnen::VrijeDagen;
/// use termijnen::wettelijk::{Einde, Grondslag, Verloop, WETTEN};
///
/// let woo = WETTEN.iter().find(|wet| wet.key == "woo-4-4").unwrap();
/// // Asked on 2 March 2026, told on the 10th that others may give their views, which came on the 20th.
/// let term = Verloop::new(date(2026, 3, 2), woo.lengte, Grondslag::Wet)
///     .met(["zienswijze-gevraagd:2026-03-10".parse()?, "zienswijze:2026-03-20".parse()?]);
/// assert_eq!(term.berekend(&VrijeDagen::default(), None)?.einde, Einde::Vast(date(2026, 4, 9)));
/// assert!(!woo.dwangsom); // article 8.2
/// # Ok::<(), termijnen::Error>(())
/// ```
pub const WETTEN: [Wetstermijn; 8] = [
    Wetstermijn {
        key: "awb-4-13",
        artikel: Artikel::new(Wet::Awb, "4:13"),
        lengte: Termijn::weken(8),
        verlenging: None,
        stil: AANVRAAG,
        dwangsom: true,
    },
    Wetstermijn {
        key: "awb-7-10",
        artikel: Artikel::new(Wet::Awb, "7:10(1)"),
        lengte: Termijn::weken(6),
        verlenging: Some((Termijn::weken(6), Artikel::new(Wet::Awb, "7:10(3)"))),
        stil: BEZWAAR,
        dwangsom: true,
    },
    Wetstermijn {
        key: "awb-7-10-commissie",
        artikel: Artikel::new(Wet::Awb, "7:10(1)"),
        lengte: Termijn::weken(12),
        verlenging: Some((Termijn::weken(6), Artikel::new(Wet::Awb, "7:10(3)"))),
        stil: BEZWAAR,
        dwangsom: true,
    },
    Wetstermijn {
        key: "awb-9-11",
        artikel: Artikel::new(Wet::Awb, "9:11(1)"),
        lengte: Termijn::weken(6),
        verlenging: Some((Termijn::weken(4), Artikel::new(Wet::Awb, "9:11(2)"))),
        stil: &[],
        dwangsom: false,
    },
    Wetstermijn {
        key: "awb-9-11-adviseur",
        artikel: Artikel::new(Wet::Awb, "9:11(1)"),
        lengte: Termijn::weken(10),
        verlenging: Some((Termijn::weken(4), Artikel::new(Wet::Awb, "9:11(2)"))),
        stil: &[],
        dwangsom: false,
    },
    Wetstermijn {
        key: "ow-16-64",
        artikel: Artikel::new(Wet::Ow, "16.64(1)"),
        lengte: Termijn::weken(8),
        verlenging: Some((Termijn::weken(6), Artikel::new(Wet::Ow, "16.64(2)"))),
        stil: AANVRAAG,
        dwangsom: true,
    },
    Wetstermijn {
        key: "ow-16-64-instemming",
        artikel: Artikel::new(Wet::Ow, "16.64(1)"),
        lengte: Termijn::weken(12),
        verlenging: Some((Termijn::weken(6), Artikel::new(Wet::Ow, "16.64(2)"))),
        stil: AANVRAAG,
        dwangsom: true,
    },
    Wetstermijn {
        key: "woo-4-4",
        artikel: Artikel::new(Wet::Woo, "4.4(1)"),
        lengte: Termijn::weken(4),
        verlenging: Some((Termijn::weken(2), Artikel::new(Wet::Woo, "4.4(2)"))),
        stil: WOO,
        dwangsom: false,
    },
];
