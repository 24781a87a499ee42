//! The names of the facts of a kind, from the type that reads them: there is no second list.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};

/// The fields by which a type is read; none of a type that is no plain struct.
pub(super) fn velden<F: DeserializeOwned>() -> Vec<&'static str> {
    let mut found = Vec::new();
    // It asks for its fields by name, and gets nothing.
    let _asked = F::deserialize(Vraag(&mut found)).is_err();
    found
}

struct Vraag<'a>(&'a mut Vec<&'static str>);

impl<'de> Deserializer<'de> for Vraag<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("nothing to read"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.extend_from_slice(fields);
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
