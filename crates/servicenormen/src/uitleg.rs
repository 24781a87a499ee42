//! How a clock came to stand as it does, step by step, for "waarom?". Pure.

use jiff::civil::Date;
use kern::Moment;

use crate::klok::{Correctie, Klok, Merkteken, Staat};
use crate::norm::{Norm, Termijn};

/// A step of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uitleg {
    /// It began.
    Begonnen(Merkteken),
    /// Within what time it has to be done, and the date that a term before a date counts back from.
    Termijn(Termijn, Option<Date>),
    /// It stood still from here, until there; none: still.
    Stil(Merkteken, Option<Merkteken>),
    /// What is done before this moment is in time.
    Uiterlijk(Moment),
    /// It was done.
    Gedaan(Merkteken),
    /// It was said not to have been kept, or lapsed when it was due already.
    NietGehaald(Merkteken),
    /// What was said was said again, otherwise.
    Verbeterd(Correctie),
}

/// The steps of a clock that runs under this version of its norm, in the order in which they are counted; what was put right comes last.
#[must_use]
pub fn uitleg(norm: &Norm, klok: &Klok) -> Vec<Uitleg> {
    let (gezien, stand) = (&klok.gezien, &klok.stand);
    let regel = norm.termijnen.get(gezien.termijn);
    let begin = gezien.start.map(Uitleg::Begonnen);
    let termijn = regel.map(|regel| Uitleg::Termijn(regel.termijn.clone(), gezien.voor));
    // What stands still after it was done or due makes nothing longer.
    let end = stand.gedaan_op.into_iter().chain(stand.uiterlijk_op).min();
    let counts = |van: &Merkteken| end.is_none_or(|op| van.op < op);
    let stil = gezien.pauzes.iter().filter(|pauze| counts(&pauze.van)).map(|pauze| Uitleg::Stil(pauze.van, pauze.tot));
    let done = stand.gedaan_op.and_then(|op| {
        let at = |marks: &[Option<Merkteken>]| marks.iter().flatten().find(|mark| mark.op == op).copied();
        let missed = at(&gezien.gemist).or_else(|| at(&gezien.vervalt)).filter(|_| stand.staat == Staat::Gemist);
        missed.map(Uitleg::NietGehaald).or_else(|| at(&gezien.stop).map(Uitleg::Gedaan))
    });
    let wacht = begin.into_iter().chain(termijn).chain(stil).chain(stand.uiterlijk_op.map(Uitleg::Uiterlijk));
    // A check has an answer, and no time to give it in.
    wacht
        .filter(|_| !norm.is_toets())
        .chain(done)
        .chain(gezien.correcties.iter().copied().map(Uitleg::Verbeterd))
        .collect()
}
