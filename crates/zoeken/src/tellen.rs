//! Which articles fit a question, and how well.
//!
//! Per word of the question an article gets the score of BM25, but with all that may stand for the word (synonyms, parts,
//! corrections) taken as one: a rare misspelling must not outweigh the word itself, as it would with a weight per term.

use std::cmp::Ordering;

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

use crate::stand::{Stand, field, gewicht};
use crate::vraag::{Ontleder, Samen, Termen, Vraagwoord};
use crate::{Bereik, Veld};

/// How much a field counts, and how much a long one is held against it (BM25's b), by [`Veld::nummer`].
const VELDEN: [(f32, f32); 6] = [(5.0, 0.5), (4.5, 0.1), (3.0, 0.2), (2.0, 0.5), (1.0, 0.6), (1.0, 0.6)];
/// How fast more of the same stops counting (BM25's k).
const K: f32 = 1.2;
/// What other fields and terms add to the best one.
const OOK: f32 = 0.2;
/// A word that fewer articles have is also looked for with typing errors.
const WEINIG: usize = 3;
/// How much corrections are believed when the word as typed is found somewhere too.
const TWIJFEL: f32 = 0.35;
/// Articles with less than this of the best score are not shown.
const ONDERGRENS: f32 = 0.12;
/// What the most used article gains on one that is never used.
const POPULAIR: f32 = 0.2;

/// An article that fits: its place in [`Stand::per_doc`].
#[derive(Debug)]
pub(crate) struct Gevonden {
    pub(crate) doc: usize,
    pub(crate) score: f32,
    /// Which part of the question it has, from 0 to 1; a rare word is a larger part.
    pub(crate) deel: f32,
    /// A bit for every field with a term in it, by [`Veld::nummer`].
    pub(crate) velden: u8,
}

/// The articles that fit the question, the best first.
pub(crate) fn tel(
    stand: &Stand,
    ontleder: &Ontleder<'_>,
    woorden: &mut [Vraagwoord],
    aantal: usize,
) -> tantivy::Result<Vec<Gevonden>> {
    let teller = Teller { stand, bereik: ontleder.bereik };
    let docs = stand.per_doc.len();
    let (mut totaal, mut gedekt, mut velden) = (vec![0.0_f32; docs], vec![0.0_f32; docs], vec![0_u8; docs]);
    let mut te_dekken = 0.0;
    for woord in woorden {
        let mut score = teller.woord(woord)?;
        if score.aantal < WEINIG && ontleder.verruim(woord, if score.aantal == 0 { 1.0 } else { TWIJFEL }) {
            score = teller.woord(woord)?;
        }
        if score.aantal == 0 {
            continue;
        }
        let n = score.zacht_aantal();
        let zeldzaam = (1.0 + (docs as f32 - n + 0.5).max(0.0) / (n + 0.5)).ln();
        te_dekken += zeldzaam;
        for doc in (0..docs).filter(|&d| score.per_doc[d] > 0.0) {
            totaal[doc] += zeldzaam * score.per_doc[doc];
            gedekt[doc] += zeldzaam;
            velden[doc] |= score.velden[doc];
        }
    }
    let mut uit: Vec<Gevonden> = Vec::new();
    for doc in (0..docs).filter(|&d| totaal[d] > 0.0) {
        let deel = gedekt[doc] / te_dekken;
        let score = totaal[doc] * (0.2 + 0.8 * deel * deel) * teller.populair(doc);
        uit.push(Gevonden { doc, score, deel, velden: velden[doc] });
    }
    let beste = uit.iter().map(|g| g.score).fold(0.0, f32::max);
    uit.retain(|g| g.score >= beste * ONDERGRENS);
    sorteer(stand, &mut uit);
    uit.truncate(aantal);
    Ok(uit)
}

/// The best first; of those that fit equally well the most used.
pub(crate) fn sorteer(stand: &Stand, gevonden: &mut [Gevonden]) {
    let sleutel = |g: &Gevonden| stand.per_doc[g.doc].as_ref().map(|k| (-gewicht(&k.document), k.document.id));
    gevonden.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| sleutel(a).partial_cmp(&sleutel(b)).unwrap_or(Ordering::Equal))
    });
}

/// The score of one word per article.
struct Score {
    per_doc: Vec<f32>,
    velden: Vec<u8>,
    /// How many articles have it, of those that may be seen.
    aantal: usize,
}

impl Score {
    /// How many articles are about it: one that only has a part of a compound, or has it far down, counts for little.
    /// Without this a word that is tried in many ways would seem common.
    fn zacht_aantal(&self) -> f32 {
        let beste = self.per_doc.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        self.per_doc.iter().map(|s| s / beste).sum()
    }
}

struct Teller<'s> {
    stand: &'s Stand,
    bereik: Bereik,
}

impl Teller<'_> {
    fn woord(&self, woord: &Vraagwoord) -> tantivy::Result<Score> {
        let docs = self.stand.per_doc.len();
        let mut score = Score { per_doc: vec![0.0; docs], velden: vec![0; docs], aantal: 0 };
        self.termen(&woord.termen, &mut score)?;
        for samen in &woord.samen {
            self.samen(samen, &mut score)?;
        }
        for (kaart, score_van_doc) in self.stand.per_doc.iter().zip(&mut score.per_doc) {
            if kaart.as_ref().is_none_or(|k| !k.in_bereik(self.bereik)) {
                *score_van_doc = 0.0;
            }
        }
        score.aantal = score.per_doc.iter().filter(|s| **s > 0.0).count();
        Ok(score)
    }

    fn samen(&self, samen: &Samen, score: &mut Score) -> tantivy::Result<()> {
        let docs = score.per_doc.len();
        let (mut som, mut aantal) = (vec![0.0_f32; docs], vec![0_u8; docs]);
        for termen in &samen.woorden {
            let mut deel = Score { per_doc: vec![0.0; docs], velden: vec![0; docs], aantal: 0 };
            self.termen(termen, &mut deel)?;
            for doc in (0..docs).filter(|&d| deel.per_doc[d] > 0.0) {
                som[doc] += deel.per_doc[doc];
                aantal[doc] += 1;
                score.velden[doc] |= deel.velden[doc];
            }
        }
        let woorden = samen.woorden.len() as f32;
        for doc in (0..docs).filter(|&d| aantal[d] > 0) {
            let compleet = f32::from(aantal[doc]) / woorden;
            if compleet >= 1.0 || !samen.alle {
                let s = samen.factor * som[doc] / woorden * compleet;
                score.per_doc[doc] = score.per_doc[doc].max(s);
            }
        }
        Ok(())
    }

    /// Of all these terms the best counts, and the others a little.
    fn termen(&self, termen: &Termen, score: &mut Score) -> tantivy::Result<()> {
        let docs = score.per_doc.len();
        let mut som = vec![0.0_f32; docs];
        let beste = &mut score.per_doc;
        let mut basis = 0;
        for segment in self.stand.lezer.segment_readers() {
            for &veld in Veld::voor(self.bereik) {
                let index = segment.inverted_index(field(veld))?;
                let lengtes = segment.get_fieldnorms_reader(field(veld))?;
                let (telt, b) = VELDEN[veld.nummer()];
                let gemiddeld = self.stand.gemiddelde_lengte[veld.nummer()];
                for (term, factor) in termen {
                    let term = Term::from_field_text(field(veld), term);
                    let Some(mut lijst) = index.read_postings(&term, IndexRecordOption::WithFreqs)? else { continue };
                    while lijst.doc() != TERMINATED {
                        let doc = basis + lijst.doc() as usize;
                        let (keer, lengte) = (lijst.term_freq() as f32, lengtes.fieldnorm(lijst.doc()) as f32);
                        let s = telt * factor * keer * (K + 1.0) / (keer + K * (1.0 - b + b * lengte / gemiddeld));
                        beste[doc] = beste[doc].max(s);
                        som[doc] += s;
                        score.velden[doc] |= 1 << veld.nummer();
                        lijst.advance();
                    }
                }
            }
            basis += segment.max_doc() as usize;
        }
        for (beste, som) in beste.iter_mut().zip(som).filter(|(b, _)| **b > 0.0) {
            *beste += OOK * (som - *beste).min(*beste).max(0.0);
        }
        Ok(())
    }

    fn populair(&self, doc: usize) -> f32 {
        let grootste = self.stand.grootste_gewicht;
        match &self.stand.per_doc[doc] {
            Some(kaart) if grootste > 0.0 => 1.0 + POPULAIR * gewicht(&kaart.document).ln_1p() / grootste.ln_1p(),
            _ => 1.0,
        }
    }
}
