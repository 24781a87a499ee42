//! Tables of weights: a cell for each feature with each outcome, found by hash, so that the size is fixed whatever was learnt.

use super::CELLEN;

/// Weights that tell how well each outcome fits.
pub(super) trait Gewichten {
    /// Adds to `punten`, one for each outcome, what the features say.
    fn tel(&self, kenmerken: &[u32], punten: &mut [i32]);
}

/// The place of the cell of a feature with the first outcome; those of the others follow it.
pub(super) fn cel(kenmerk: u32) -> usize {
    (kenmerk >> (32 - CELLEN)) as usize
}

/// How many cells there are: behind the last feature there is room for its outcomes.
pub(super) const GROOTTE: usize = (1 << CELLEN) + 32;

/// Weights as they were learnt.
#[derive(Debug)]
pub(super) struct Vast<'a>(&'a [u8]);

impl<'a> Vast<'a> {
    /// Both models as they are stored, one behind the other: that of the kinds of words and that of the tree.
    pub(super) fn beide(bytes: &'a [u8]) -> (Self, Self) {
        let (woordsoort, boom) = bytes.split_at(bytes.len() / 2);
        (Self(woordsoort), Self(boom))
    }
}

impl Gewichten for Vast<'_> {
    fn tel(&self, kenmerken: &[u32], punten: &mut [i32]) {
        for kenmerk in kenmerken {
            let van = cel(*kenmerk);
            if let Some(cellen) = self.0.get(van..van + punten.len()) {
                for (punt, cel) in punten.iter_mut().zip(cellen) {
                    *punt += i32::from(cel.cast_signed());
                }
            }
        }
    }
}

/// The outcome with most points among those that are possible.
pub(super) fn beste(punten: &[i32], mag: impl Fn(usize) -> bool) -> Option<usize> {
    (0..punten.len())
        .filter(|uitkomst| mag(*uitkomst))
        .max_by_key(|uitkomst| (punten[*uitkomst], usize::MAX - uitkomst))
}
