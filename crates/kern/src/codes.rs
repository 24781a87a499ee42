//! Lists of values: a code in the database, the journal and the API; a variant in the code.

/// A text that is no code of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl std::fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no code of this list")
    }
}

impl std::error::Error for UnknownCode {}

/// Defines a list of values with its codes: reads and writes itself as that code everywhere.
#[macro_export]
macro_rules! code_enum {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $code:literal),+ $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;
            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.code() == code).ok_or($crate::UnknownCode)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
        impl From<$name> for sea_query::Value {
            fn from(value: $name) -> Self { Self::from(value.code()) }
        }
        impl sea_query::Nullable for $name {
            fn null() -> sea_query::Value { sea_query::Value::String(None) }
        }
        impl $crate::database::Field for $name {
            fn read(row: &$crate::Row, column: &str) -> $crate::Result<Self> {
                row.get::<String>(column)?.parse().map_err($crate::Error::bug)
            }
        }
    )*};
}
