//! What follows from a decision, and from none: until when somebody can object, when that is decided on, and what it costs to be late.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::grondslag::Grondslag;
use super::verloop::{Uitkomst, Verloop};
use crate::{Error, Termijn, VrijeDagen};

/// The last day to object to a decision that was made known on `bekend`: six weeks (Awb, articles 6:7 and 6:8(1)). Made known is sent
/// or handed over (article 3:41), not dated and not received. Of a decision that lies for inspection `bekend` is the day on which that
/// began (article 6:8(4)).
///
/// ```
/// use jiff::civil::date;
/// use termijnen::VrijeDagen;
/// use termijnen::wettelijk::bezwaar_tot;
///
/// // Sent on Good Friday 2026: six weeks is Friday 15 May, put on a par by decree, so Monday.
/// assert_eq!(bezwaar_tot(date(2026, 4, 3), &VrijeDagen::default())?, date(2026, 5, 18));
/// # Ok::<(), termijnen::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`].
pub fn bezwaar_tot(bekend: Date, vrij: &VrijeDagen) -> Result<Date, Error> {
    dag(&Verloop::new(bekend, Termijn::weken(6), Grondslag::Wet), vrij)
}

/// Whether an objection is in time: received on the last day or before it, or posted by then and received within a week after it
/// (Awb, article 6:9). That week is a term of the law too, so it does not end on a free day.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::VrijeDagen;
/// use termijnen::wettelijk::is_tijdig;
///
/// let (vrij, tot) = (VrijeDagen::default(), date(2026, 4, 13));
/// assert!(is_tijdig(tot, date(2026, 4, 17), Some(date(2026, 4, 13)), &vrij)?);
/// assert!(!is_tijdig(tot, date(2026, 4, 17), None, &vrij)?); // brought, or by mail
/// # Ok::<(), termijnen::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`].
pub fn is_tijdig(tot: Date, ontvangen: Date, ter_post: Option<Date>, vrij: &VrijeDagen) -> Result<bool, Error> {
    let posted = ter_post.is_some_and(|op| op <= tot);
    Ok(ontvangen <= tot || (posted && ontvangen <= post_tot(tot, vrij)?))
}

/// The last day on which the post can bring in time what was posted in time.
fn post_tot(tot: Date, vrij: &VrijeDagen) -> Result<Date, Error> {
    dag(&Verloop::new(tot, Termijn::weken(1), Grondslag::Wet), vrij)
}

/// The day that sets the term going to decide on an objection: the last one to object (`tot`), also for an objection that the post brought
/// in the week after it. What came later than that can't have been in time; there the term counts from its receipt, as nobody can be
/// late with what was not asked yet (a choice: the letter of article 7:10(1) knows no such case).
///
/// ```
/// use jiff::civil::date;
/// use termijnen::VrijeDagen;
/// use termijnen::wettelijk::begin_beslissing_op_bezwaar;
///
/// let (vrij, tot) = (VrijeDagen::default(), date(2026, 4, 13));
/// assert_eq!(begin_beslissing_op_bezwaar(tot, date(2026, 3, 5), &vrij)?, tot);
/// assert_eq!(begin_beslissing_op_bezwaar(tot, date(2026, 4, 20), &vrij)?, tot);
/// assert_eq!(begin_beslissing_op_bezwaar(tot, date(2026, 4, 21), &vrij)?, date(2026, 4, 21));
/// # Ok::<(), termijnen::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`].
pub fn begin_beslissing_op_bezwaar(tot: Date, ontvangen: Date, vrij: &VrijeDagen) -> Result<Date, Error> {
    Ok(if ontvangen <= post_tot(tot, vrij)? { tot } else { ontvangen })
}

/// The term to decide on an objection, to which what happens is added: six weeks, or twelve with a committee (Awb, article 7:10(1)),
/// from the day after the last one to object ([`begin_beslissing_op_bezwaar`]).
///
/// ```
/// use jiff::civil::date;
/// use termijnen::VrijeDagen;
/// use termijnen::wettelijk::{Einde, beslissing_op_bezwaar, bezwaar_tot};
///
/// let vrij = VrijeDagen::default();
/// let term = beslissing_op_bezwaar(bezwaar_tot(date(2026, 3, 2), &vrij)?, true);
/// assert_eq!(term.berekend(&vrij, None)?.einde, Einde::Vast(date(2026, 7, 6)));
/// # Ok::<(), termijnen::Error>(())
/// ```
#[must_use]
pub const fn beslissing_op_bezwaar(bezwaar_tot: Date, commissie: bool) -> Verloop {
    Verloop::new(bezwaar_tot, Termijn::weken(if commissie { 12 } else { 6 }), Grondslag::Wet)
}

/// The term to settle a complaint, to which what happens is added: six weeks after its receipt, or ten with an adviser (Awb, article
/// 9:11(1)). Nothing suspends it but postponement and consent.
#[must_use]
pub const fn afhandeling_klacht(ontvangen: Date, adviseur: bool) -> Verloop {
    Verloop::new(ontvangen, Termijn::weken(if adviseur { 10 } else { 6 }), Grondslag::Wet)
}

/// The rates of the penalty for deciding late, in euros a day: from a day on, for the first fourteen days, the next fourteen, and the
/// last (Awb, article 4:17(2)).
///
/// The first line is the act's own (read as of 2015); the second a regulation that indexed it (Stcrt. 2018, 65542), read only in what
/// others quote. Article 4:17 has a new text from 1 January 2026, which could not be read; no other amounts were found.
pub const DWANGSOMTARIEVEN: [(Date, [u16; 3]); 2] =
    [(date(2009, 10, 1), [20, 30, 40]), (date(2019, 1, 1), [23, 35, 45])];
const DWANGSOM_DAGEN: i32 = 42;
const DAGEN_PER_TARIEF: i32 = 14;

/// The penalty that a municipality owes for deciding late (Awb, articles 4:17 and 4:18). Not where a law excludes it, as Woo 8.2 does:
/// whoever asks for it knows the basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dwangsom {
    eerste: Date,
    tarief: [u16; 3],
}

impl Dwangsom {
    /// Of a term that ended on `einde`, when notice of default was received. None when that was before the term was over: such a notice
    /// is none.
    ///
    /// The first day of it is the one on which two weeks have passed since the notice: received on a Monday, it is the Tuesday two weeks
    /// later (circular of 2014). The Algemene termijnenwet moves none of these days. The rate is that of the day of the notice.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use termijnen::wettelijk::Dwangsom;
    ///
    /// let dwangsom = Dwangsom::new(date(2026, 3, 20), date(2026, 3, 23))?.unwrap();
    /// assert_eq!(dwangsom.eerste_dag(), date(2026, 4, 7));
    /// assert_eq!(dwangsom.bedrag(Some(date(2026, 4, 10))), 3 * 23);
    /// assert_eq!(dwangsom.bedrag(None), 1442);
    /// assert_eq!(Dwangsom::new(date(2026, 3, 20), date(2026, 3, 20))?, None);
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`]; [`Error::Tarief`] for a day before there was a penalty.
    pub fn new(einde: Date, ingebrekestelling: Date) -> Result<Option<Self>, Error> {
        if ingebrekestelling <= einde {
            return Ok(None);
        }
        let tarief =
            DWANGSOMTARIEVEN.iter().rev().find(|(vanaf, _)| *vanaf <= ingebrekestelling).map(|(_, tarief)| *tarief);
        let tarief = tarief.ok_or(Error::Tarief)?;
        let eerste = ingebrekestelling.checked_add(15.days()).map_err(|_| Error::OutOfRange)?;
        Ok(Some(Self { eerste, tarief }))
    }

    /// The first day that it is owed for.
    #[must_use]
    pub const fn eerste_dag(self) -> Date {
        self.eerste
    }

    /// What is owed in euros when it was decided on a day; that day itself costs nothing any more. Without a decision the most there is.
    #[must_use]
    pub fn bedrag(self, besloten: Option<Date>) -> u32 {
        let days = besloten.map_or(DWANGSOM_DAGEN, |op| op.since(self.eerste).map_or(0, |span| span.get_days()));
        let days = days.clamp(0, DWANGSOM_DAGEN);
        let rates = self.tarief.iter().zip([0, 1, 2]);
        rates
            .map(|(rate, n)| u32::from(*rate) * (days - n * DAGEN_PER_TARIEF).clamp(0, DAGEN_PER_TARIEF).unsigned_abs())
            .sum()
    }
}

/// The day that lies a length before a moment (Algemene termijnenwet, article 1(2)): it is not moved.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::Termijn;
/// use termijnen::wettelijk::terug_vanaf;
///
/// // Ten days before a hearing on Wednesday 20 May 2026 is a Sunday, and stays so (Awb, article 7:4(1)).
/// assert_eq!(terug_vanaf(date(2026, 5, 20), Termijn::dagen(10))?, date(2026, 5, 10));
/// # Ok::<(), termijnen::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`].
pub fn terug_vanaf(moment: Date, lengte: Termijn) -> Result<Date, Error> {
    lengte.before(moment)
}

fn dag(verloop: &Verloop, vrij: &VrijeDagen) -> Result<Date, Error> {
    verloop.berekend(vrij, None).map(|Uitkomst { einde, .. }| einde.dag())
}
