//! Learning the weights from annotated sentences: an averaged perceptron, for the tree with a dynamic oracle (Goldberg and Nivre, TACL
//! 2013), which shows what is best from where the model went wrong. The program itself never learns; `examples/leren.rs` does.

use super::boom::{self, Bouw, Stap};
use super::conllu::Voorbeeld;
use super::gewichten::{self, Gewichten};
use super::{Ontleed, Vorm, Woordsoort, woordsoort};

/// Weights that are being learnt, and the sum over all steps of what they were.
#[derive(Debug)]
struct Lerend {
    nu: Vec<i32>,
    som: Vec<i64>,
    stap: i64,
}

impl Lerend {
    fn new() -> Self {
        Self { nu: vec![0; gewichten::GROOTTE], som: vec![0; gewichten::GROOTTE], stap: 1 }
    }

    fn schuif(&mut self, kenmerken: &[u32], uitkomst: usize, erbij: i32) {
        for kenmerk in kenmerken {
            let cel = gewichten::cel(*kenmerk) + uitkomst;
            self.nu[cel] += erbij;
            self.som[cel] += i64::from(erbij) * self.stap;
        }
    }

    fn leer(&mut self, kenmerken: &[u32], goed: usize, fout: usize) {
        self.stap += 1;
        if goed != fout {
            self.schuif(kenmerken, goed, 1);
            self.schuif(kenmerken, fout, -1);
        }
    }

    /// Adds the mean over all steps.
    #[expect(clippy::cast_precision_loss, reason = "a mean is rounded to a byte in the end")]
    fn tel_op(&self, alle: &mut [f64]) {
        for ((gemiddeld, nu), som) in alle.iter_mut().zip(&self.nu).zip(&self.som) {
            *gemiddeld += f64::from(*nu) - *som as f64 / self.stap as f64;
        }
    }
}

/// As signed bytes; the few that are larger than one in two thousand lose what is above it.
fn bytes(gewichten: &[f64]) -> Vec<u8> {
    let mut groottes: Vec<f64> = gewichten.iter().map(|waarde| waarde.abs()).filter(|waarde| *waarde > 0.0).collect();
    groottes.sort_by(f64::total_cmp);
    let grootste = groottes.iter().rev().nth(groottes.len() / 2_000).copied().unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what a byte holds")]
    let klein = |waarde: &f64| ((waarde / grootste * 127.0).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
    gewichten.iter().map(klein).collect()
}

impl Gewichten for Lerend {
    fn tel(&self, kenmerken: &[u32], punten: &mut [i32]) {
        for kenmerk in kenmerken {
            let van = gewichten::cel(*kenmerk);
            for (punt, cel) in punten.iter_mut().zip(&self.nu[van..]) {
                *punt += *cel;
            }
        }
    }
}

/// The weights of both models, as `data/ontleding.bin` holds them. The same examples give the same bytes.
#[must_use]
pub fn leer(voorbeelden: &[Voorbeeld<'_>], rondes: u32) -> Vec<u8> {
    let zinnen: Vec<(Vec<Vorm>, &[Ontleed])> =
        voorbeelden.iter().map(|zin| (Vorm::van_zin(&zin.woorden), zin.ontleed.as_slice())).collect();
    let mut toeval = Toeval(ZAAD);
    // The tree is learnt on what the first model says, as it will be read: each fifth of the examples by what was learnt of the others.
    let soorten = gekruist(&zinnen, rondes);
    let (mut woordsoorten, mut bomen) = (vec![0.0; gewichten::GROOTTE], vec![0.0; gewichten::GROOTTE]);
    for _ in 0..KEREN {
        let mut lerend = Lerend::new();
        for _ in 0..rondes {
            for plaats in toeval.volgorde(zinnen.len()) {
                leer_soorten(&mut lerend, &zinnen[plaats].0, zinnen[plaats].1);
            }
        }
        lerend.tel_op(&mut woordsoorten);
        let mut lerend = Lerend::new();
        for ronde in 0..rondes {
            for plaats in toeval.volgorde(zinnen.len()) {
                leer_boom(&mut lerend, &zinnen[plaats].0, &soorten[plaats], zinnen[plaats].1, ronde, &mut toeval);
            }
        }
        lerend.tel_op(&mut bomen);
    }
    let mut alle = bytes(&woordsoorten);
    alle.extend(bytes(&bomen));
    alle
}

/// What chance begins with.
const ZAAD: u64 = 20;
/// Learnt so often, each time in another order: the mean of it depends less on the order.
const KEREN: u32 = 5;

/// What a model that did not see a sentence says of its words.
fn gekruist(zinnen: &[(Vec<Vorm>, &[Ontleed])], rondes: u32) -> Vec<Vec<Woordsoort>> {
    const DELEN: usize = 5;
    let mut soorten = vec![Vec::new(); zinnen.len()];
    for deel in 0..DELEN {
        let mut lerend = Lerend::new();
        for _ in 0..rondes.min(5) {
            for (plaats, (vormen, ontleed)) in zinnen.iter().enumerate() {
                if plaats % DELEN != deel {
                    leer_soorten(&mut lerend, vormen, ontleed);
                }
            }
        }
        for (plaats, (vormen, _)) in zinnen.iter().enumerate() {
            if plaats % DELEN == deel {
                soorten[plaats] = woordsoort::lees(&lerend, vormen);
            }
        }
    }
    soorten
}

fn leer_soorten(lerend: &mut Lerend, vormen: &[Vorm], ontleed: &[Ontleed]) {
    let mut gevonden = Vec::new();
    let mut kenmerken = Vec::new();
    for (plaats, goed) in ontleed.iter().enumerate() {
        woordsoort::zie(vormen, &gevonden, plaats, &mut kenmerken);
        let mut punten = [0; woordsoort::UITKOMSTEN];
        lerend.tel(&kenmerken, &mut punten);
        let gekozen = gewichten::beste(&punten, |_| true).unwrap_or_default();
        lerend.leer(&kenmerken, goed.soort as usize, gekozen);
        gevonden.push(Woordsoort::ALLE[gekozen]);
    }
}

fn leer_boom(
    lerend: &mut Lerend,
    vormen: &[Vorm],
    soorten: &[Woordsoort],
    ontleed: &[Ontleed],
    ronde: u32,
    toeval: &mut Toeval,
) {
    let mut bouw = Bouw::new(vormen.len());
    let mut kenmerken = Vec::new();
    let goed = Goed { hoofden: ontleed.iter().map(|woord| woord.hoofd.unwrap_or(vormen.len())).collect(), ontleed };
    while !bouw.is_klaar() {
        bouw.zie(vormen, soorten, &mut kenmerken);
        let mut punten = [0; boom::UITKOMSTEN];
        lerend.tel(&kenmerken, &mut punten);
        let mag = |uitkomst: usize| bouw.mag(Stap::van(uitkomst));
        let Some(gekozen) = gewichten::beste(&punten, mag) else { break };
        let kosten = |uitkomst: usize| goed.kosten(&bouw, Stap::van(uitkomst));
        let minst = (0..boom::UITKOMSTEN).filter(|uitkomst| mag(*uitkomst)).map(kosten).min().unwrap_or_default();
        let Some(beste) = gewichten::beste(&punten, |uitkomst| mag(uitkomst) && kosten(uitkomst) == minst) else {
            break;
        };
        let is_goed = kosten(gekozen) == minst;
        lerend.leer(&kenmerken, beste, if is_goed { beste } else { gekozen });
        // After the first rounds it mostly goes on where it went, so that it learns from there.
        let verder = if is_goed || (ronde > 1 && toeval.tien() != 0) { gekozen } else { beste };
        bouw.doe(Stap::van(verder));
    }
}

/// What an expert says of the sentence.
struct Goed<'a> {
    hoofden: Vec<usize>,
    ontleed: &'a [Ontleed],
}

impl Goed<'_> {
    /// How many words can no longer be hung where they belong after this step; a wrong role counts as well.
    fn kosten(&self, bouw: &Bouw, stap: Stap) -> usize {
        let Some(boven) = bouw.stapel.last().copied() else { return 0 };
        let hoofd = self.hoofden[boven];
        let komt = bouw.volgende..self.hoofden.len();
        let kinderen_die_komen = || komt.clone().filter(|kind| self.hoofden[*kind] == boven).count();
        match stap {
            Stap::Wacht => {
                let volgende = bouw.volgende;
                let kinderen = bouw.stapel.iter().filter(|kind| self.hoofden[**kind] == volgende).count();
                let (_, onder) = bouw.stapel.split_last().unwrap_or((&0, &[]));
                kinderen + usize::from(onder.contains(&self.hoofden[volgende]))
            }
            Stap::Links(rol) => {
                let onder = bouw.stapel.len().checked_sub(2).map(|at| bouw.stapel[at]);
                let gemist = Some(hoofd) == onder || hoofd > bouw.volgende;
                let verkeerd = hoofd == bouw.volgende && rol != self.ontleed[boven].rol;
                kinderen_die_komen() + usize::from(gemist) + usize::from(verkeerd)
            }
            Stap::Rechts(rol) => {
                let onder = bouw.stapel.len().checked_sub(2).map(|at| bouw.stapel[at]);
                let verkeerd = Some(hoofd) == onder && rol != self.ontleed[boven].rol;
                kinderen_die_komen() + usize::from(hoofd >= bouw.volgende) + usize::from(verkeerd)
            }
        }
    }
}

/// A row of numbers that looks random and is always the same (SplitMix64).
struct Toeval(u64);

impl Toeval {
    fn volgende(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn tien(&mut self) -> u64 {
        self.volgende() % 10
    }

    fn volgorde(&mut self, aantal: usize) -> Vec<usize> {
        let mut plaatsen: Vec<(u64, usize)> = (0..aantal).map(|plaats| (self.volgende(), plaats)).collect();
        plaatsen.sort_unstable();
        plaatsen.into_iter().map(|(_, plaats)| plaats).collect()
    }
}
