//! What was read of a database and is needed again and again.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::organisaties::OrganisatieId;

type Kept = Arc<dyn Any + Send + Sync>;

/// Values of an organisation that a crate keeps beside the database that they were read from: one of each type. Whoever keeps one says
/// itself whether it still holds.
#[derive(Default)]
pub struct Memory(Mutex<HashMap<(OrganisatieId, TypeId), Kept>>);

impl Memory {
    /// What was kept last.
    #[must_use]
    pub fn get<T: Any + Send + Sync>(&self, organisatie: OrganisatieId) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(kept.get(&(organisatie, TypeId::of::<T>()))?).downcast().ok()
    }

    /// Keeps a value in the place of the one before it.
    pub fn keep<T: Any + Send + Sync>(&self, organisatie: OrganisatieId, value: Arc<T>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert((organisatie, TypeId::of::<T>()), value);
    }
}
