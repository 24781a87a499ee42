//! Chances: picking from lists, and how contacts end.

use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::Afhandeling;

/// One of a list that is not empty.
pub(super) fn een<'a, T>(rng: &mut StdRng, list: &'a [T]) -> &'a T {
    &list[rng.random_range(0..list.len())]
}

/// One of some sentences.
pub(super) fn zin(rng: &mut StdRng, list: &[&'static str]) -> &'static str {
    list[rng.random_range(0..list.len())]
}

/// Picks by weight: the sums of the weights so far, of a list that is not empty.
#[derive(Clone, Debug)]
pub(super) struct Gewogen(Vec<f64>);

impl Gewogen {
    pub(super) fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .into_iter()
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    pub(super) fn pick(&self, rng: &mut StdRng) -> usize {
        let total = self.0.last().copied().unwrap_or(0.0);
        let at = rng.random_range(0.0..1.0) * total;
        self.0.partition_point(|sum| *sum <= at).min(self.0.len().saturating_sub(1))
    }

    /// The share of the weights before this place, which may lie between two.
    pub(super) fn share_before(&self, place: f64) -> f64 {
        let total = self.0.last().copied().unwrap_or(0.0);
        let whole = place as usize;
        let sum = |n: usize| n.checked_sub(1).and_then(|i| self.0.get(i)).copied().unwrap_or(0.0);
        let (before, after) = (sum(whole), self.0.get(whole).copied().unwrap_or(total));
        if total > 0.0 { (before + (after - before) * place.fract()) / total } else { 0.0 }
    }
}

/// About normal, mean 0 and deviation 1: twelve dice. Only sums, so that every machine gives the same.
pub(super) fn normaal(rng: &mut StdRng) -> f64 {
    (0..12).map(|_| rng.random_range(0.0..1.0)).sum::<f64>() - 6.0
}

/// A channel of the demo, with what is usual on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kanaal {
    /// Its code in contact.toml.
    pub code: &'static str,
    /// Its share of all contacts.
    pub aandeel: f64,
    /// What happens on it when the contact centre is closed, as a share of an open day.
    pub gesloten: f64,
    /// Whether people speak at once, so that it happens within opening hours.
    pub direct: bool,
    /// Chance of 'direct beantwoord', of 'klant belt zelf terug' (over all that is made) and of a callback.
    pub afloop: [f64; 3],
    /// How long it usually takes, in seconds.
    pub duur_s: f64,
    /// The chance that we know who it is.
    pub bekend: f64,
    /// A part of the code of the team that does it.
    pub team: &'static str,
}

pub(super) const KANALEN: [Kanaal; 7] = [
    Kanaal {
        code: "telefoon",
        aandeel: 0.58,
        gesloten: 0.0,
        direct: true,
        afloop: [0.523, 0.188, 0.138],
        duur_s: 205.0,
        bekend: 0.19,
        team: "telefon",
    },
    Kanaal {
        code: "balie",
        aandeel: 0.17,
        gesloten: 0.0,
        direct: true,
        afloop: [0.7, 0.105, 0.065],
        duur_s: 380.0,
        bekend: 0.32,
        team: "balie",
    },
    Kanaal {
        code: "e-mail",
        aandeel: 0.12,
        gesloten: 0.22,
        direct: false,
        afloop: [0.455, 0.045, 0.24],
        duur_s: 420.0,
        bekend: 0.16,
        team: "digitaal",
    },
    Kanaal {
        code: "webformulier",
        aandeel: 0.08,
        gesloten: 0.45,
        direct: false,
        afloop: [0.495, 0.03, 0.25],
        duur_s: 240.0,
        bekend: 0.42,
        team: "digitaal",
    },
    Kanaal {
        code: "post",
        aandeel: 0.03,
        gesloten: 0.0,
        direct: false,
        afloop: [0.36, 0.02, 0.13],
        duur_s: 330.0,
        bekend: 0.35,
        team: "post",
    },
    Kanaal {
        code: "social-media",
        aandeel: 0.012,
        gesloten: 0.35,
        direct: false,
        afloop: [0.68, 0.08, 0.06],
        duur_s: 190.0,
        bekend: 0.03,
        team: "digitaal",
    },
    Kanaal {
        code: "chat",
        aandeel: 0.008,
        gesloten: 0.0,
        direct: true,
        afloop: [0.66, 0.1, 0.08],
        duur_s: 400.0,
        bekend: 0.1,
        team: "digitaal",
    },
];

/// 'Klant belt zelf terug' falls from 15% to 12% over all that is made, around the 13.5% that the channels' chances make.
const ZELF_TERUG: [f64; 2] = [15.0 / 13.5, 12.0 / 13.5];

/// How a contact ends. `deel` is the part that has passed of all that is made; `eerste_lijn` is false for a team behind the
/// contact centre, which passes on less and answers other questions.
pub(super) fn afhandeling(rng: &mut StdRng, kanaal: &Kanaal, deel: f64, eerste_lijn: bool) -> Afhandeling {
    let [mut direct, zelf, mut terug] = kanaal.afloop;
    let zelf = zelf * (ZELF_TERUG[0] + (ZELF_TERUG[1] - ZELF_TERUG[0]) * deel);
    if !eerste_lijn {
        direct *= 0.82;
        terug *= 1.25;
    }
    let at = rng.random_range(0.0..1.0);
    if at < direct {
        Afhandeling::DirectBeantwoord
    } else if at < direct + zelf {
        Afhandeling::KlantBeltZelfTerug
    } else if at < direct + zelf + terug {
        Afhandeling::Terugbelverzoek
    } else {
        Afhandeling::Doorverbonden
    }
}

/// How long a contact takes, in whole seconds: most are short and a few are long.
pub(super) fn duur(rng: &mut StdRng, kanaal: &Kanaal, afhandeling: Afhandeling) -> i64 {
    let factor = match afhandeling {
        Afhandeling::DirectBeantwoord => 1.0,
        Afhandeling::Doorverbonden => 0.75,
        Afhandeling::Terugbelverzoek => 1.3,
        Afhandeling::KlantBeltZelfTerug => 0.5,
    };
    // A power of two by squaring would be steps; this curve is smooth enough and needs no library of the machine.
    let x = normaal(rng) * 0.55;
    let bend = 1.0 + x + x * x / 2.0 + x * x * x / 6.0 + x * x * x * x / 24.0;
    ((kanaal.duur_s * factor * bend) as i64).clamp(20, 3_600)
}
