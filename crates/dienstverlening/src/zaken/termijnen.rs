//! The dates of a case and why they are so. Pure.

use jiff::ToSpan;
use jiff::civil::Date;
use kern::{Error, Result};
use registers::catalogi::Zaaktype;
use registers::zaken::zaak::Rekenstap;
use termijnen::Termijn;
use termijnen::wettelijk::{self, Opschorting};

/// The dates of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// The last day that the law allows.
    pub uiterlijk: Date,
    /// The day that the organisation aims at: never later than the law allows.
    pub gepland: Option<Date>,
    /// How the last day came about.
    pub berekening: Vec<Rekenstap>,
}

/// The dates of a case that came in on `startdatum`, extended and suspended.
///
/// # Errors
/// [`Error::Bug`] when a date lies beyond the calendar.
pub fn data(
    startdatum: Date,
    zaaktype: &Zaaktype,
    verlenging: Option<Termijn>,
    opschortingen: &[Opschorting],
) -> Result<Data> {
    let law = wettelijk::einde(startdatum, zaaktype.doorlooptijd, verlenging, opschortingen).map_err(Error::bug)?;
    let still: i32 = opschortingen.iter().map(|opschorting| opschorting.aantal()).sum();
    let aim = |norm: Termijn| -> Result<Date> {
        let end = norm.after(startdatum).map_err(Error::bug)?.checked_add(still.days()).map_err(Error::bug)?;
        let end = match verlenging {
            Some(verlenging) => verlenging.after(end).map_err(Error::bug)?,
            None => end,
        };
        Ok(wettelijk::verschoven(end).map_err(Error::bug)?.min(law.einde))
    };
    Ok(Data {
        uiterlijk: law.einde,
        gepland: zaaktype.servicenorm.map(aim).transpose()?,
        berekening: law.stappen.into_iter().map(Rekenstap::from).collect(),
    })
}
