//! Ids: UUIDv7 made from the one clock and a source of chance that is passed in.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng};
use uuid::{Builder, Uuid};

use crate::Clock;

/// Makes ids and secrets. Seeded in tests and the demo, so that the same run gives the same ids.
#[derive(Clone)]
pub struct Ids {
    clock: Clock,
    chance: Arc<Mutex<StdRng>>,
}

impl Ids {
    /// Ids that nobody can guess.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn system(clock: Clock) -> crate::Result<Self> {
        let rng = StdRng::try_from_rng(&mut SysRng).map_err(crate::Error::bug)?;
        Ok(Self { clock, chance: Arc::new(Mutex::new(rng)) })
    }

    /// Repeatable ids, for tests and the demo municipality.
    #[must_use]
    pub fn seeded(clock: Clock, seed: u64) -> Self {
        Self { clock, chance: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))) }
    }

    /// A new id of the type that is asked for.
    #[must_use]
    pub fn next<T: From<Uuid>>(&self) -> T {
        let mut random = [0; 10];
        self.fill(&mut random);
        let millis = u64::try_from(self.clock.now().timestamp().as_millisecond()).unwrap_or(0);
        T::from(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// 32 bytes that nobody can guess: session keys, CSRF tokens, salts.
    #[must_use]
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.chance.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

/// Defines id types: a UUID that cannot be mistaken for another resource's.
#[macro_export]
macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// The bare UUID.
            #[must_use]
            pub fn uuid(self) -> uuid::Uuid { self.0 }
        }
        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self { Self(id) }
        }
        impl From<$name> for uuid::Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        impl From<$name> for sea_query::Value {
            fn from(id: $name) -> Self { Self::from(id.0) }
        }
        impl sea_query::Nullable for $name {
            fn null() -> sea_query::Value { sea_query::Value::Uuid(None) }
        }
        impl $crate::database::Field for $name {
            fn read(row: &$crate::Row, column: &str) -> $crate::Result<Self> { row.get(column).map(Self) }
        }
    )*};
}
