//! The search of one installation: an index per organisation, so that no question can reach another's articles.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::fragment::Markeerder;
use crate::stand::Stand;
use crate::taal::Taal;
use crate::tellen::{sorteer, tel};
use crate::vraag::Ontleder;
use crate::{Bereik, Document, Fout, Taalkennis, Treffer, Wijziging};

/// More hits than this nobody reads; each costs a fragment.
const TREFFERS_MAX: usize = 200;
/// The best so many are compared with the question word by word.
const HERSCHIKT: usize = 24;
/// What an article gains whose title or one of whose questions is just what is asked.
const VRAAG_PAST: f32 = 0.4;

/// The search. Share it in an `Arc`: questions and updates both take `&self`. A question never waits for an update: it
/// is answered from the state before it or the one after it, never from something in between.
#[derive(Default)]
pub struct Zoeker {
    /// Held only to take or to replace a pointer.
    standen: RwLock<HashMap<u128, Arc<Stand>>>,
    /// One update at a time, over all organisations; the follower of the journal is the only writer anyway.
    schrijven: Mutex<()>,
}

impl Zoeker {
    /// A search without organisations; [`Zoeker::vervang`] adds them.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces all that is known of an organisation: at the start, and when its settings are read in again.
    ///
    /// # Errors
    /// When an article is of another organisation, or the index fails; what was there before then stays.
    pub fn vervang(&self, organisatie: u128, taal: &Taalkennis, documenten: Vec<Document>) -> Result<(), Fout> {
        documenten.iter().try_for_each(|d| van(organisatie, d))?;
        let _schrijver = self.schrijven.lock().unwrap_or_else(PoisonError::into_inner);
        self.zet(organisatie, Stand::nieuw(Taal::new(taal), documenten)?);
        Ok(())
    }

    /// Replaces the synonyms and compound parts of an organisation and keeps its articles.
    ///
    /// # Errors
    /// When the index fails; what was there before then stays.
    pub fn leer(&self, organisatie: u128, taal: &Taalkennis) -> Result<(), Fout> {
        let _schrijver = self.schrijven.lock().unwrap_or_else(PoisonError::into_inner);
        let documenten = self.stand(organisatie).map_or_else(Vec::new, |s| s.documenten());
        self.zet(organisatie, Stand::nieuw(Taal::new(taal), documenten)?);
        Ok(())
    }

    /// Applies changes in order; they become visible together. Doing it twice changes nothing more.
    ///
    /// # Errors
    /// When an article is of another organisation, or the index fails; then none of the changes is made.
    pub fn verwerk(&self, organisatie: u128, wijzigingen: Vec<Wijziging>) -> Result<(), Fout> {
        for wijziging in &wijzigingen {
            if let Wijziging::Bijwerken(document) = wijziging {
                van(organisatie, document)?;
            }
        }
        let _schrijver = self.schrijven.lock().unwrap_or_else(PoisonError::into_inner);
        let stand = match self.stand(organisatie) {
            Some(stand) => stand.met(wijzigingen)?,
            None => Stand::nieuw(Taal::default(), Vec::new())?.met(wijzigingen)?,
        };
        self.zet(organisatie, stand);
        Ok(())
    }

    /// Adds an article to its organisation, or replaces the version that is there.
    ///
    /// # Errors
    /// When the index fails; what was there before then stays.
    pub fn bijwerken(&self, document: Document) -> Result<(), Fout> {
        self.verwerk(document.organisatie, vec![Wijziging::Bijwerken(Box::new(document))])
    }

    /// Takes an article out; one that is not there is no error.
    ///
    /// # Errors
    /// When the index fails; what was there before then stays.
    pub fn verwijder(&self, organisatie: u128, id: u128) -> Result<(), Fout> {
        self.verwerk(organisatie, vec![Wijziging::Verwijderen(id)])
    }

    /// The articles of an organisation that fit what was typed or said, the best first, at most `limit` (and 200).
    ///
    /// Whatever the question is, it is only words: nothing in it is an error. Fewer than two letters find nothing.
    #[must_use]
    pub fn zoek(&self, organisatie: u128, vraag: &str, bereik: Bereik, limit: usize) -> Vec<Treffer> {
        let Some(stand) = self.stand(organisatie) else { return Vec::new() };
        let mut ontleder = Ontleder::new(&stand.taal, &stand.lexicon, bereik);
        let mut woorden = ontleder.ontleed(vraag);
        let limit = limit.min(TREFFERS_MAX);
        // Reading an index in memory fails only when tantivy itself is broken; a search box then stays empty.
        let mut gevonden = tel(&stand, &ontleder, &mut woorden, limit + HERSCHIKT).unwrap_or_default();
        let mut markeerder = Markeerder::new(&woorden, &stand.lexicon);
        for g in gevonden.iter_mut().take(HERSCHIKT) {
            let past = stand.per_doc[g.doc].as_ref().map_or(0.0, |k| markeerder.past(&k.document));
            g.score *= 1.0 + VRAAG_PAST * past * past * g.deel;
        }
        sorteer(&stand, &mut gevonden);
        gevonden.truncate(limit);
        let treffers = gevonden.into_iter().filter_map(|g| {
            let document = &stand.per_doc[g.doc].as_ref()?.document;
            let (naam, velden) = (markeerder.naam(document), markeerder.velden(document, g.velden));
            Some(Treffer { id: document.id, code: document.code.clone(), score: g.score, naam, velden })
        });
        treffers.collect()
    }

    fn stand(&self, organisatie: u128) -> Option<Arc<Stand>> {
        self.standen.read().unwrap_or_else(PoisonError::into_inner).get(&organisatie).map(Arc::clone)
    }

    fn zet(&self, organisatie: u128, stand: Stand) {
        let oud = self.standen.write().unwrap_or_else(PoisonError::into_inner).insert(organisatie, Arc::new(stand));
        drop(oud); // after the lock is released: freeing an index takes time
    }
}

impl std::fmt::Debug for Zoeker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Zoeker").finish_non_exhaustive()
    }
}

fn van(organisatie: u128, document: &Document) -> Result<(), Fout> {
    if document.organisatie == organisatie { Ok(()) } else { Err(Fout::AndereOrganisatie { id: document.id }) }
}
