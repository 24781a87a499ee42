//! What each word is, from left to right.

use super::{Vorm, Woordsoort, gewichten, gewichten::Gewichten, kenmerk};
use crate::tekst::Leesteken;

/// How many outcomes there are.
pub(super) const UITKOMSTEN: usize = Woordsoort::ALLE.len();

/// What each word is.
pub(super) fn lees(gewichten: &impl Gewichten, zin: &[Vorm]) -> Vec<Woordsoort> {
    let mut gevonden = Vec::with_capacity(zin.len());
    let mut kenmerken = Vec::new();
    for plaats in 0..zin.len() {
        zie(zin, &gevonden, plaats, &mut kenmerken);
        let mut punten = [0; UITKOMSTEN];
        gewichten.tel(&kenmerken, &mut punten);
        let beste = gewichten::beste(&punten, |_| true).unwrap_or_default();
        gevonden.push(Woordsoort::ALLE[beste]);
    }
    gevonden
}

/// What stands around the word at `plaats`, when those before it are known.
pub(super) fn zie(zin: &[Vorm], gevonden: &[Woordsoort], plaats: usize, kenmerken: &mut Vec<u32>) {
    const BUITEN: u32 = u32::MAX;
    let vorm = &zin[plaats];
    let woord = |afstand: isize| {
        plaats.checked_add_signed(afstand).and_then(|at| zin.get(at)).map_or(BUITEN, |vorm| vorm.woord)
    };
    let einde = |afstand: isize, n: usize| {
        plaats.checked_add_signed(afstand).and_then(|at| zin.get(at)).map_or(BUITEN, |vorm| vorm.einden[n])
    };
    let lexicon = |afstand: isize| {
        plaats.checked_add_signed(afstand).and_then(|at| zin.get(at)).map_or(BUITEN, |vorm| vorm.lexicon)
    };
    let soort = |terug: usize| plaats.checked_sub(terug).map_or(BUITEN, |at| gevonden[at] as u32);
    let leesteken = vorm.leesteken as u32;
    let na = zin.get(plaats + 1).map_or(BUITEN, |vorm| vorm.leesteken as u32);
    let deel = deel(zin, gevonden, plaats);

    kenmerken.clear();
    kenmerken.extend([
        kenmerk(0, &[]),
        kenmerk(1, &[vorm.woord]),
        kenmerk(2, &[vorm.einden[0]]),
        kenmerk(3, &[vorm.einden[1]]),
        kenmerk(4, &[vorm.einden[2]]),
        kenmerk(5, &[vorm.begin]),
        kenmerk(6, &[vorm.gedaante]),
        kenmerk(7, &[vorm.lexicon]),
        kenmerk(8, &[vorm.lexicon, vorm.einden[1]]),
        kenmerk(9, &[woord(-1)]),
        kenmerk(10, &[woord(1)]),
        kenmerk(11, &[woord(-2)]),
        kenmerk(12, &[woord(2)]),
        kenmerk(13, &[soort(1)]),
        kenmerk(14, &[soort(1), soort(2)]),
        kenmerk(15, &[soort(1), vorm.woord]),
        kenmerk(16, &[soort(1), vorm.einden[1]]),
        kenmerk(17, &[soort(1), vorm.lexicon]),
        kenmerk(18, &[einde(1, 1)]),
        kenmerk(19, &[einde(1, 0), vorm.einden[0]]),
        kenmerk(20, &[einde(-1, 1)]),
        kenmerk(21, &[lexicon(1), vorm.lexicon]),
        kenmerk(22, &[leesteken, na]),
        kenmerk(23, &[leesteken, vorm.einden[0], deel]),
        kenmerk(24, &[deel, vorm.einden[0]]),
        kenmerk(25, &[deel, vorm.woord]),
        kenmerk(26, &[deel, soort(1), na]),
        kenmerk(27, &[woord(-1), vorm.woord]),
        kenmerk(28, &[vorm.woord, woord(1)]),
        kenmerk(29, &[soort(1), vorm.gedaante]),
        kenmerk(30, &[soort(1), soort(2), vorm.einden[0]]),
        kenmerk(31, &[soort(1), woord(1)]),
    ]);
}

/// How far the clause is: whether it began with a conjunction, and whether its finite verb was there.
fn deel(zin: &[Vorm], gevonden: &[Woordsoort], plaats: usize) -> u32 {
    let mut persoonsvorm = 0;
    for (afstand, at) in (0..plaats).rev().enumerate() {
        match gevonden[at] {
            Woordsoort::Onderschikkend => return 4 + persoonsvorm,
            Woordsoort::Hulppersoonsvorm if persoonsvorm == 0 => persoonsvorm = 1,
            Woordsoort::Persoonsvorm if persoonsvorm == 0 => persoonsvorm = 2,
            _ => {}
        }
        if afstand > 0 && zin[at + 1].leesteken == Leesteken::Komma && persoonsvorm > 0 {
            return 8 + persoonsvorm;
        }
    }
    persoonsvorm
}
