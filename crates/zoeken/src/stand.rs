//! All that is searched for one organisation at one moment. Immutable: an update makes the next one beside it, so that a
//! reader sees an update as a whole or not at all, and waits for none.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::directory::RamDirectory;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::lexicon::{Lexicon, Telling, Tellingen, Woord};
use crate::taal::Taal;
use crate::vormen::Vormer;
use crate::woorden::{Snijder, is_stopwoord};
use crate::{Bereik, Document, Veld, Wijziging};

/// What tantivy may keep in memory before it starts another segment: the least it takes, and enough for most installations
/// to become one segment.
const GEHEUGEN_BYTES: std::ops::RangeInclusive<usize> = 15_000_000..=200_000_000;
/// What it keeps per byte of text, at most.
const GEHEUGEN_PER_BYTE: usize = 4;
/// Every update adds a small segment; above this number they are made one.
const SEGMENTEN_MAX: usize = 8;
/// Occurrences in a name, keyword or question count for this many in running text, to choose completions by.
const KOP_TELT: i64 = 4;

/// An article with the number it has in the index; a new version gets a new number.
#[derive(Debug)]
pub(crate) struct Kaart {
    nummer: u64,
    pub(crate) document: Document,
}

/// See the module.
pub(crate) struct Stand {
    pub(crate) taal: Arc<Taal>,
    pub(crate) lexicon: Lexicon,
    pub(crate) lezer: Searcher,
    /// For every number tantivy gives, segment after segment, the article; none when it was replaced or removed.
    pub(crate) per_doc: Vec<Option<Arc<Kaart>>>,
    /// The mean number of terms per field, by [`Veld::nummer`].
    pub(crate) gemiddelde_lengte: [f32; 6],
    pub(crate) grootste_gewicht: f32,
    kaarten: HashMap<u128, Arc<Kaart>>,
    index: Index,
    /// Never handed out twice, also not after an update that failed.
    volgend_nummer: Arc<AtomicU64>,
}

impl Stand {
    /// A new index of these articles; of two with the same id the last counts.
    pub(crate) fn nieuw(taal: Taal, documenten: Vec<Document>) -> tantivy::Result<Self> {
        let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
        let index = Index::create(RamDirectory::create(), schema(), settings)?;
        let leeg = Self::van(Arc::new(taal), Lexicon::default(), HashMap::new(), index, Arc::default())?;
        if documenten.is_empty() {
            return Ok(leeg);
        }
        let velden = |d| Veld::ALLE.into_iter().flat_map(move |v| v.teksten(d));
        let bytes: usize = documenten.iter().flat_map(velden).map(String::len).sum();
        let wijzigingen = documenten.into_iter().map(|d| Wijziging::Bijwerken(Box::new(d)));
        leeg.schrijf(wijzigingen, bytes.saturating_mul(GEHEUGEN_PER_BYTE))
    }

    /// The state after these changes, applied in order. To be called by one writer at a time.
    pub(crate) fn met(&self, wijzigingen: Vec<Wijziging>) -> tantivy::Result<Self> {
        self.schrijf(wijzigingen.into_iter(), 0)
    }

    /// All articles, to index them anew.
    pub(crate) fn documenten(&self) -> Vec<Document> {
        self.kaarten.values().map(|k| k.document.clone()).collect()
    }

    fn schrijf(&self, wijzigingen: impl Iterator<Item = Wijziging>, geheugen: usize) -> tantivy::Result<Self> {
        let geheugen = geheugen.clamp(*GEHEUGEN_BYTES.start(), *GEHEUGEN_BYTES.end());
        let mut schrijver: IndexWriter = self.index.writer_with_num_threads(1, geheugen)?;
        schrijver.set_merge_policy(Box::new(NoMergePolicy));
        let mut analyse = Analyse::new(&self.taal, &self.lexicon);
        let mut kaarten = self.kaarten.clone();
        for wijziging in laatste_per_id(wijzigingen) {
            let (id, document) = match wijziging {
                Wijziging::Bijwerken(document) => (document.id, Some(*document)),
                Wijziging::Verwijderen(id) => (id, None),
            };
            if let Some(oud) = kaarten.remove(&id) {
                analyse.ontleed(&oud.document, true);
                schrijver.delete_term(Term::from_field_u64(NUMMER, oud.nummer));
            }
            if let Some(document) = document {
                let nummer = self.volgend_nummer.fetch_add(1, Ordering::Relaxed);
                let mut rij = TantivyDocument::new();
                rij.add_u64(NUMMER, nummer);
                for (veld, termen) in Veld::ALLE.into_iter().zip(analyse.ontleed(&document, false)) {
                    rij.add_text(field(veld), termen);
                }
                schrijver.add_document(rij)?;
                kaarten.insert(id, Arc::new(Kaart { nummer, document }));
            }
        }
        schrijver.commit()?;
        samenvoegen(&self.index, &mut schrijver)?;
        drop(schrijver);
        let lexicon = self.lexicon.met(analyse.tellingen);
        let (taal, index) = (Arc::clone(&self.taal), self.index.clone());
        Self::van(taal, lexicon, kaarten, index, Arc::clone(&self.volgend_nummer))
    }

    /// What the index holds now, for the reader.
    fn van(
        taal: Arc<Taal>,
        lexicon: Lexicon,
        kaarten: HashMap<u128, Arc<Kaart>>,
        index: Index,
        volgend_nummer: Arc<AtomicU64>,
    ) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).num_warming_threads(0);
        let lezer = reader.try_into()?.searcher();
        let per_nummer: HashMap<u64, &Arc<Kaart>> = kaarten.values().map(|k| (k.nummer, k)).collect();
        let mut per_doc = Vec::new();
        let mut termen = [0_u64; 6];
        for segment in lezer.segment_readers() {
            let nummers = segment.fast_fields().u64(NUMMER_NAAM)?;
            for doc in 0..segment.max_doc() {
                let kaart = nummers.first(doc).and_then(|n| per_nummer.get(&n));
                per_doc.push(kaart.map(|k| Arc::clone(k)));
            }
            for veld in Veld::ALLE {
                termen[veld.nummer()] += segment.inverted_index(field(veld))?.total_num_tokens();
            }
        }
        let aantal = per_doc.len().max(1) as f32;
        let gemiddelde_lengte = termen.map(|t| (t as f32 / aantal).max(1.0));
        let grootste_gewicht = kaarten.values().map(|k| gewicht(&k.document)).fold(0.0, f32::max);
        Ok(Self { taal, lexicon, lezer, per_doc, gemiddelde_lengte, grootste_gewicht, kaarten, index, volgend_nummer })
    }
}

impl Kaart {
    pub(crate) fn in_bereik(&self, bereik: Bereik) -> bool {
        self.document.openbaar || bereik == Bereik::Intern
    }
}

/// How much an article is used, whatever nonsense was given.
pub(crate) fn gewicht(document: &Document) -> f32 {
    if document.gewicht.is_finite() { document.gewicht.max(0.0) } else { 0.0 }
}

const NUMMER_NAAM: &str = "nummer";
const NUMMER: Field = Field::from_field_id(6);

/// The tantivy field of a part of an article; [`schema`] makes them in this order.
pub(crate) fn field(veld: Veld) -> Field {
    Field::from_field_id(veld as u32)
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    // The terms arrive ready, separated by spaces: see [`Analyse`].
    let termen =
        TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs);
    for veld in Veld::ALLE {
        schema.add_text_field(&format!("{veld:?}"), TextOptions::default().set_indexing_options(termen.clone()));
    }
    schema.add_u64_field(NUMMER_NAAM, INDEXED | FAST);
    schema.build()
}

/// The last change of every id, in the order in which they came.
fn laatste_per_id(wijzigingen: impl Iterator<Item = Wijziging>) -> impl Iterator<Item = Wijziging> {
    let mut plek: HashMap<u128, usize> = HashMap::new();
    let mut uit: Vec<Option<Wijziging>> = Vec::new();
    for wijziging in wijzigingen {
        let id = match &wijziging {
            Wijziging::Bijwerken(document) => document.id,
            Wijziging::Verwijderen(id) => *id,
        };
        if let Some(eerder) = plek.insert(id, uit.len()) {
            uit[eerder] = None;
        }
        uit.push(Some(wijziging));
    }
    uit.into_iter().flatten()
}

/// Keeps the number of segments small: all but the largest become one.
fn samenvoegen(index: &Index, schrijver: &mut IndexWriter) -> tantivy::Result<()> {
    let mut segmenten = index.searchable_segment_metas()?;
    if segmenten.len() <= SEGMENTEN_MAX {
        return Ok(());
    }
    segmenten.sort_by_key(|s| std::cmp::Reverse(s.num_docs()));
    let kleine: Vec<_> = segmenten[1..].iter().map(|s| s.id()).collect();
    schrijver.merge(&kleine).wait()?;
    Ok(())
}

/// Turns articles into terms and counts their words; a word met before costs one look-up.
struct Analyse<'a> {
    snijder: Snijder,
    vormer: Vormer,
    taal: &'a Taal,
    bekend: &'a Lexicon,
    nieuw: HashMap<Arc<str>, Arc<Woord>>,
    tellingen: Tellingen,
}

impl<'a> Analyse<'a> {
    fn new(taal: &'a Taal, bekend: &'a Lexicon) -> Self {
        let (nieuw, tellingen) = (HashMap::new(), Tellingen::new());
        Self { snijder: Snijder::new(), vormer: Vormer::new(), taal, bekend, nieuw, tellingen }
    }

    /// The terms of each field, separated by spaces. The words are added to the tellingen, or taken off (`eraf`).
    fn ontleed(&mut self, document: &Document, eraf: bool) -> [String; 6] {
        let mut per_woord: HashMap<*const Woord, (Arc<Woord>, Telling)> = HashMap::new();
        let termen = Veld::ALLE.map(|veld| {
            let teksten = veld.teksten(document);
            let mut termen = String::with_capacity(teksten.iter().map(String::len).sum::<usize>() * 5 / 4);
            let openbaar = document.openbaar && veld != Veld::Intern;
            let telling = Telling::new(if veld.is_kop() { KOP_TELT } else { 1 }, openbaar);
            for tekst in teksten {
                let Self { snijder, vormer, taal, bekend, nieuw, .. } = self;
                snijder.elk_woord(tekst, |plek| {
                    if is_stopwoord(&plek.woord) {
                        return;
                    }
                    let woord = ken(vormer, taal, bekend, nieuw, &plek.woord);
                    termen.push_str(&woord.termen);
                    termen.push(' ');
                    per_woord.entry(Arc::as_ptr(&woord)).or_insert_with(|| (woord, Telling::default())).1 += telling;
                });
            }
            termen
        });
        for (woord, telling) in per_woord.into_values() {
            let telling = if eraf { -telling } else { telling };
            for (deel, _) in &woord.vormen.delen {
                let deel = ken(&mut self.vormer, self.taal, self.bekend, &mut self.nieuw, deel);
                self.tel(deel, telling);
            }
            self.tel(woord, telling);
        }
        termen
    }

    fn tel(&mut self, woord: Arc<Woord>, telling: Telling) {
        match self.tellingen.get_mut(&woord.tekst) {
            Some((_, som)) => *som += telling,
            None => {
                self.tellingen.insert(woord.tekst.clone(), (woord, telling));
            }
        }
    }
}

/// The word with these letters: from the lexicon, from this analysis, or new.
fn ken(
    vormer: &mut Vormer,
    taal: &Taal,
    bekend: &Lexicon,
    nieuw: &mut HashMap<Arc<str>, Arc<Woord>>,
    tekst: &str,
) -> Arc<Woord> {
    if let Some(woord) = nieuw.get(tekst).or_else(|| bekend.zoek(tekst)) {
        return Arc::clone(woord);
    }
    let woord = Arc::new(Woord::new(tekst, vormer.vormen(tekst, &taal.delen)));
    nieuw.insert(woord.tekst.clone(), Arc::clone(&woord));
    woord
}
