//! The formulas that people knew before: by the length of sentences and words alone.

use crate::tekst::Zin;

/// Both run from about 0, hard, to 100, easy: the other way round than [LiNT-II](crate::Lint).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Formules {
    /// Flesch's Reading Ease as Douma fitted it to Dutch (1960).
    pub flesch_douma: f64,
    /// Brouwer's Leesindex (1963).
    pub brouwer: f64,
}

impl Formules {
    /// Of sentences; none without one.
    pub(crate) fn van<'a>(zinnen: impl Iterator<Item = &'a Zin<'a>>) -> Option<Self> {
        let (mut aantal, mut woorden, mut grepen) = (0_u32, 0_u32, 0_u32);
        for zin in zinnen {
            aantal += 1;
            for woord in &zin.woorden {
                woorden += 1;
                grepen += lettergrepen(woord.klein());
            }
        }
        if woorden == 0 {
            return None;
        }
        let per_zin = f64::from(woorden) / f64::from(aantal);
        let per_woord = f64::from(grepen) / f64::from(woorden);
        Some(Self {
            flesch_douma: 206.84 - 0.93 * per_zin - 77.0 * per_woord,
            brouwer: 195.0 - 2.0 * per_zin - 66.7 * per_woord,
        })
    }
}

/// Vowels that are one sound together, the longest first.
const KLANKEN: [&str; 26] = [
    "aai", "ooi", "oei", "eeu", "ieu", "eau", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ou", "au", "ei", "ij",
    "ai", "oi", "ée", "ey", "ay", "ëi", "ëe", "ïe",
];

/// How many syllables a word in small letters has, at least one: its vowels, those that sound together as one.
#[must_use]
pub fn lettergrepen(woord: &str) -> u32 {
    let mut rest = woord;
    let mut aantal = 0;
    while let Some(letter) = rest.chars().next() {
        // mu-se-um
        let los = rest.starts_with("eum");
        let klank = KLANKEN.iter().filter(|klank| !los && rest.starts_with(**klank)).map(|klank| klank.len()).max();
        if let Some(lang) = klank {
            aantal += 1;
            rest = &rest[lang..];
        } else {
            let na = rest[letter.len_utf8()..].chars().next();
            aantal += u32::from(is_klinker(letter) || (letter == 'y' && !na.is_some_and(is_klinker)));
            rest = &rest[letter.len_utf8()..];
        }
    }
    aantal.max(1)
}

fn is_klinker(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'à'..='å' | 'è'..='ï' | 'ò'..='ö' | 'ù'..='ü')
}
